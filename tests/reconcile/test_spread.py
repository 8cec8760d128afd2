import pytest

from sayso.reconcile.spread import CHUNK, ROUND, spread


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.parametrize("number", [0, 1, CHUNK, 3 * CHUNK + 7, 2 * ROUND * CHUNK + 1])
def test_results_come_in_their_order_from_any_number_of_processes(number: int, processes: int):
    held = {row: row * row for row in range(number)}
    found = [one for some in spread(lambda rows: [held[row] for row in rows], number, processes) for one in some]
    assert found == [row * row for row in range(number)]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_goes_wrong_in_a_process_goes_wrong_here(processes: int):
    def work(rows: range) -> int:
        raise KeyError(rows.start)

    with pytest.raises(KeyError):
        list(spread(work, 2 * CHUNK, processes))

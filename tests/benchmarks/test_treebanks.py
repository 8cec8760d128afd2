from pathlib import Path

import pytest

from benchmarks.treebanks import Tree, accuracy, load

CONLLU = """# sent_id = 1
# text = Don't go.
1-2\tDon't\t_\t_\t_\t_\t_\t_\t_\t_
1\tDo\tdo\tAUX\tVBP\t_\t3\taux\t_\t_
2\tn't\tnot\tPART\tRB\t_\t3\tadvmod:neg\t_\t_
3\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\t_
3.1\tthere\tthere\tADV\tRB\t_\t_\t_\t_\t_
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


def test_only_syntactic_words_are_read(tmp_path: Path):
    path = tmp_path / "one.conllu"
    path.write_text(CONLLU, "utf-8")
    [sentence] = load(path)
    assert sentence.words == ["Do", "n't", "go", "."]
    assert sentence.tree.heads == [3, 3, 0, 3]
    assert sentence.tree.relations == ["aux", "advmod:neg", "root", "punct"]


def test_each_figure_counts_what_it_says():
    gold = Tree(["AUX", "PART", "VERB", "PUNCT"], [3, 3, 0, 3], ["aux", "advmod:neg", "root", "punct"])
    parsed = Tree(["AUX", "ADV", "VERB", "PUNCT"], [3, 3, 0, 2], ["cop", "advmod", "root", "punct"])
    assert accuracy([(gold, parsed)]) == pytest.approx({"upos": 75, "uas": 75, "las": 25, "las_universal": 50})
    assert set(accuracy([(gold, gold)] * 2).values()) == {100.0}

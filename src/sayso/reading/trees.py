"""From arc scores to dependency trees: the maximum spanning arborescence (Chu and Liu 1965; Edmonds 1967)."""

import numpy as np

from sayso.reading.network import Floats


def heads_of(scores: Floats) -> list[int]:
    """Heads of the words of one sentence, each an index in the sentence, the root's its own.

    Args:
        scores: [n, n], the score of each head (columns) for each word (rows), on the diagonal of being the root.

    Each word takes its best head where that gives a tree with one root; else the best such tree is searched for.
    """
    n = len(scores)
    greedy = scores.argmax(1).tolist()
    roots = [i for i in range(n) if greedy[i] == i]
    if len(roots) == 1 and not _cycle(greedy, roots[0]):
        return [int(h) for h in greedy]
    candidates = roots or [int(np.diagonal(scores).argmax())]
    candidates = sorted(candidates, key=lambda i: -float(scores[i, i]))[:3]
    trees = [_rooted(scores, root) for root in candidates]
    return max(trees, key=lambda heads: float(sum(scores[i, h] for i, h in enumerate(heads))))


def _rooted(scores: Floats, root: int) -> list[int]:
    held = scores.astype(np.float64).copy()
    np.fill_diagonal(held, -np.inf)
    held[root] = -np.inf
    heads = _arborescence(held, root)
    heads[root] = root
    return heads


def _cycle(heads: list[int], root: int) -> list[int]:
    """The words of a cycle among the heads, or nothing."""
    state = [0] * len(heads)
    state[root] = 2
    for begin in range(len(heads)):
        path, at = [], begin
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for i in path:
            state[i] = 2
    return []


def _arborescence(scores: np.ndarray, root: int) -> list[int]:
    """Chu-Liu/Edmonds: break each cycle of best heads where it costs least, as one contracted word."""
    n = len(scores)
    heads = scores.argmax(1).tolist()
    heads[root] = root
    cycle = _cycle(heads, root)
    if not cycle:
        return [int(h) for h in heads]
    inside = set(cycle)
    rest = [i for i in range(n) if i not in inside]
    small = np.full((len(rest) + 1, len(rest) + 1), -np.inf)
    total = sum(scores[i, heads[i]] for i in cycle)
    enters, leaves = {}, {}
    for row, i in enumerate(rest):
        for column, j in enumerate(rest):
            small[row, column] = scores[i, j]
        best = max(cycle, key=lambda c: scores[i, c])
        small[row, -1], leaves[row] = scores[i, best], best
        into = max(cycle, key=lambda c: scores[c, i] - scores[c, heads[c]])
        small[-1, row], enters[row] = total + scores[into, i] - scores[into, heads[into]], into
    np.fill_diagonal(small, -np.inf)
    found = _arborescence(small, rest.index(root))
    result = [int(h) for h in heads]
    for row, i in enumerate(rest):
        result[i] = leaves[row] if found[row] == len(rest) else rest[found[row]]
    into = enters[found[-1]]
    result[into] = rest[found[-1]]
    return result

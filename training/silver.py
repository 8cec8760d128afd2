"""Trees for the coded texts, by the parser as it is before it learns claims: `python -m training.silver FOLDER OUT`.

Training on claims alone would let the parser drift on the very texts it is for. FOLDER is an export of the network
after the treebank steps; OUT a CoNLL-U file that `training.train --silver` reads beside the treebanks.
"""

import argparse
from pathlib import Path

from sayso.reading.network import Network
from sayso.reading.read import read
from training.train import heldout


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    options = parser.parse_args()
    network, held = Network(options.folder), set(heldout())
    paths = [p for p in sorted((options.shared / "claims-train").glob("*.txt")) if p.stem not in held]
    paths += sorted(Path(__file__).with_name("reports").glob("*.txt"))
    blocks = [block for path in paths for block in conllu(path.read_text("utf-8"), network)]
    options.out.write_text("\n\n".join(blocks) + "\n", "utf-8")


def conllu(text: str, network: Network) -> list[str]:
    """The sentences of a text as CoNLL-U, the first marked as the beginning of a document."""
    blocks: list[str] = []
    for sentence in read([text], network)[0].doc.sents:
        tokens = [token for token in sentence if not token.is_space]
        number = {token.i: n for n, token in enumerate(tokens, 1)}
        rows = ["# newdoc"] if not blocks else []
        for token in tokens:
            head = 0 if token.dep_ == "ROOT" else number.get(token.head.i, 0)
            relation = "root" if head == 0 else token.dep_
            row = (number[token.i], token.text, "_", token.pos_, "_", "_", head, relation, "_", "_")
            rows.append("\t".join(map(str, row)))
        if tokens:
            blocks.append("\n".join(rows))
    return blocks


if __name__ == "__main__":
    main()

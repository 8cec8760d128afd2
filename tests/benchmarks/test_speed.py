import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from onnxruntime.datasets import get_example

from benchmarks.speed import (
    ARTICLE_WORDS,
    MeasurementError,
    Recorder,
    article_speed,
    articles,
    reading_speed,
    run,
    start_cost,
    wheel_size,
    words,
)
from sayso.ingest.document import Document

ROOT = Path(__file__).parents[2]
TEXTS = ["Troops seized the village.\n\nResidents fled north, a monitor said.", "Shelling went on overnight."]
COPIER = (
    "import pathlib, sys; pathlib.Path(sys.argv[sys.argv.index('-o') + 1]).write_text('') if '-o' in sys.argv else 0"
)


def sigmoid_reader(documents: Sequence[Document]) -> list[float]:
    session = onnxruntime.InferenceSession(get_example("sigmoid.onnx"), providers=["CPUExecutionProvider"])
    block = np.zeros((3, 4, 5), np.float32)
    return [float(session.run(None, {"x": block})[0].sum()) for _ in documents]


def test_articles_have_about_600_words_and_are_made_of_whole_paragraphs():
    made = articles(TEXTS, 3)
    assert len(made) == 3
    assert all(ARTICLE_WORDS <= words([text]) <= ARTICLE_WORDS + 6 for text in made)
    assert {p for text in made for p in text.split("\n\n")} == {p for text in TEXTS for p in text.split("\n\n")}


def test_articles_need_a_text():
    with pytest.raises(MeasurementError, match="no coded text"):
        articles(["", "\n\n"], 1)


def test_the_recorder_keeps_calls_of_sessions_and_leaves_the_class_as_it_was():
    original = onnxruntime.InferenceSession.run
    recorder = Recorder()
    with recorder.listening():
        assert sigmoid_reader([Document("a", "a"), Document("b", "b")]) == [30.0, 30.0]
    assert onnxruntime.InferenceSession.run is original
    assert len(recorder.calls) == 2
    [session] = recorder.sessions()
    again = Recorder()
    with again.listening():
        recorder.replay(session)
    assert [args for _, args, _ in again.calls] == [args for _, args, _ in recorder.calls]


def test_the_pipeline_is_measured_against_its_session():
    figures = reading_speed(sigmoid_reader, TEXTS)
    assert figures["encoder"] == figures["sessions"] > figures["pipeline"] > 0
    assert figures["share"] == pytest.approx(100 * figures["pipeline"] / figures["encoder"])


def test_a_pipeline_without_a_session_cannot_be_measured():
    with pytest.raises(MeasurementError, match="no run of an ONNX session"):
        reading_speed(len, TEXTS)


def test_time_and_memory_of_a_command_are_its_own():
    slow = run([sys.executable, "-c", "import time; time.sleep(0.3)"])
    large = run([sys.executable, "-c", "x = bytes(range(256)) * 800_000"])
    assert 0.3 < slow.seconds < 10
    assert large.megabytes > 200 > 40 > slow.megabytes


def test_a_command_that_fails_is_told_with_its_last_words():
    with pytest.raises(MeasurementError, match=r"ended with 3: gone wrong$"):
        run([sys.executable, "-c", "import sys; print('gone wrong', file=sys.stderr); sys.exit(3)"])


def test_a_command_that_is_not_there_is_told():
    with pytest.raises(MeasurementError, match="no-such-command"):
        run(["no-such-command"])


def test_articles_a_second_are_counted_by_their_words(tmp_path: Path):
    made = articles(TEXTS, 2)
    speed = article_speed([sys.executable, "-c", COPIER], made, tmp_path)
    assert 0 < speed < 2 * (ARTICLE_WORDS + 6) / ARTICLE_WORDS / 0.005
    assert (tmp_path / "claims.jsonl").exists()
    assert (tmp_path / "article-0001.txt").read_text("utf-8") == made[1]


def test_the_cost_of_a_start_is_a_median(tmp_path: Path):
    cost = start_cost([sys.executable, "-c", COPIER], TEXTS[0], tmp_path)
    assert 0 < cost.seconds < 10
    assert 1 < cost.megabytes < 40


def test_the_wheel_holds_the_package_with_its_data(tmp_path: Path):
    size = wheel_size(ROOT, tmp_path)
    [wheel] = tmp_path.glob("*.whl")
    assert size == wheel.stat().st_size / 1e6
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    assert {"sayso/errors.py", "sayso/claims/lexicons/kinds.toml"} <= names
    assert not any(name.startswith(("tests/", "training/", "benchmarks/")) for name in names)

"""The invented mini-documents, and the text model that is trained on them."""

from pathlib import Path

import numpy as np
import pytest

from evaluation.mini_documents import model as text_models
from evaluation.mini_documents.documents import LANGUAGES, mini_documents
from evaluation.mini_documents.model import TextModel, load_model, model_in, n_grams, train
from linkfinder.analysis.read import read_page
from linkfinder.model.niche import Niche, Topic

NICHE = Niche("evaluation", (Topic("bees"),), ("http://seed.example/",))
FAQ = """<title>Questions</title><h2>When do you open?</h2><p>{}</p><h2>May I write for the blog?</h2><p>{}</p>"""


@pytest.fixture(scope="module")
def model() -> TextModel:
    return train(mini_documents(60), steps=30)


def test_half_of_the_documents_of_each_language_are_wanted_and_none_has_an_open_place() -> None:
    documents = list(mini_documents(40))
    assert len(LANGUAGES) >= 12
    for language in LANGUAGES:
        own = [each for each in documents if each.language == language]
        assert (len(own), sum(each.is_wanted for each in own)) == (40, 20)
    assert not [each for each in documents if any("{" in text for text in (each.title, *each.sentences))]
    assert {len(each.sentences) for each in documents} >= {3, 5, 8}


def test_the_same_seed_gives_the_same_documents_and_another_seed_others() -> None:
    assert list(mini_documents(6)) == list(mini_documents(6))
    assert list(mini_documents(6)) != list(mini_documents(6, seed=2))


def test_the_model_tells_documents_apart_that_it_has_not_seen(model: TextModel) -> None:
    fresh = list(mini_documents(20, seed=3))
    right = sum((model.odds(" ".join((each.title, *each.sentences))) > 0) == each.is_wanted for each in fresh)
    assert right / len(fresh) > 0.85


def test_one_inviting_answer_among_others_counts(model: TextModel) -> None:
    hours = "We open at nine and close at four. " * 4
    yes = read_page(
        FAQ.format(hours, "Yes, we welcome guest articles. Send your draft to the editors."), "http://a.example/faq"
    )
    no = read_page(FAQ.format(hours, "The shop is closed on Sundays and on holidays."), "http://a.example/faq")
    assert model.odds_of_page(yes, NICHE) > model.odds_of_page(no, NICHE)


def test_a_missing_page_has_the_lowest_odds_and_an_empty_text_has_odds(model: TextModel) -> None:
    missing = read_page("<title>404 Not Found</title><h1>Not Found</h1>", "http://a.example/write-for-us")
    assert model.odds_of_page(missing, NICHE) == -4
    assert -4 <= model.odds("") <= 4


def test_n_grams_do_not_know_case_and_are_the_same_in_every_run() -> None:
    assert n_grams("Write For Us").tolist() == n_grams("write for us").tolist()
    assert n_grams("寄稿").size > 0
    assert n_grams("abc").tolist() == sorted(set(n_grams("abc").tolist()))
    assert 0 <= int(n_grams("bees and hives").min()) <= int(n_grams("bees and hives").max()) < 1 << text_models.BITS


def test_a_stored_model_is_numbers_only_and_says_the_same(model: TextModel, tmp_path: Path) -> None:
    model.save(tmp_path / "model.npz")
    again = load_model(tmp_path / "model.npz")
    assert again.odds("write for us") == pytest.approx(model.odds("write for us"), abs=1e-4)
    np.savez(tmp_path / "other.npz", weights=np.array([{}], dtype=object), constant=np.array(0.0))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_model(tmp_path / "other.npz")


def test_the_model_is_trained_once_and_then_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_models, "_A_LANGUAGE", 4)
    first = model_in(tmp_path / "data")
    monkeypatch.setattr(text_models, "train", lambda *_: pytest.fail("trained again"))
    assert model_in(tmp_path / "data").constant == first.constant

"""Every request says truthfully who asks and where to complain."""

import pytest

from linkfinder.model.niche import Sender
from linkfinder.net.user_agent import user_agent_of
from linkfinder.version import version


@pytest.mark.parametrize(
    ("sender", "comment"),
    [
        (Sender(), ""),
        (Sender(contact="https://gums.example/robot"), " (+https://gums.example/robot)"),
        (Sender(email="ada@gums.example"), " (+ada@gums.example)"),
        (Sender(email="ada@gums.example", contact="robot@gums.example"), " (+robot@gums.example)"),
        (Sender("Ada", "ada@gums.example", "Gums Ltd"), " (+ada@gums.example; Gums Ltd)"),
        (Sender("Ada", "ada@gums.example"), " (+ada@gums.example; Ada)"),
        (Sender(company="Zähne & Söhne (Großhandel)\r\nX: y"), " (Zahne & Sohne GrosshandelX: y)"),
        (Sender("Ada", company="歯科"), " (Ada)"),
        (Sender("a" * 500), f" ({'a' * 60})"),
    ],
)
def test_the_user_agent_names_program_contact_and_company(sender: Sender, comment: str) -> None:
    assert user_agent_of(sender) == f"linkfinder/{version()}{comment}"

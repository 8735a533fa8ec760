"""The form after a refusal: filled as it was, with the fault at its field."""

from io import BytesIO
from typing import Any

import pytest
from lxml import html

from server.app import create_app
from server.settings import Settings
from server.validating.form import LABELS
from server.validating.form_texts import FORM_TEXTS, REFUSAL_TEXTS
from server.validating.problems import DataUnreadable
from server.validating.refilling import FIELDS, Typed, to_fault
from server.validating.texts import VALIDATING_TEXTS

TEXT = "\n<http://x.example/a> <http://x.example/b> 1 .\n<http://x.example/a> x</textarea> ."
TABLE = "id\na\n"
ONE = "<a:b> <a:c> 1 ."


def refused(client, fields: dict[str, Any], language: str = "nl"):
    answer = client.post(
        f"/valideren?lang={language}", data=fields, headers={"Accept": "text/html"}
    )
    return answer, html.fromstring(answer.text)


def selected(page, name: str) -> list[str]:
    return page.xpath(f"//select[@name='{name}']//option[@selected]/@value")


def test_what_was_typed_and_chosen_stands_there_again(client):
    fields = {"text": TEXT, "profile": "begrip/Role", "format": "ttl", "class": "Role",
              "columns": "a = id\nb = label_nl", "answer": "csv"}  # fmt: skip

    answer, page = refused(client, fields)

    assert answer.status_code == 400
    assert answer.headers["Cache-Control"] == "no-store"
    assert page.xpath("//textarea[@name='text']")[0].text == f"\n{TEXT}"
    assert page.xpath("//textarea[@name='columns']")[0].text.split("\n", 1)[1] == fields["columns"]
    for name in ("profile", "format", "class", "answer"):
        assert selected(page, name) == [fields[name]]
    assert page.xpath("//details[.//*[@name='columns']]/@open") == [""]


def test_the_place_of_a_fault_is_shown_with_its_line(client):
    _, page = refused(client, {"text": TEXT})

    fault = page.get_element_by_id("fault")
    assert "Regel 3, kolom" in fault.text_content()
    assert "".join(fault.xpath(".//code")[0].itertext()).startswith("<http://x.example/a> x<")
    assert fault.xpath(".//code/mark")[0].text.startswith("x<")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    ("fields", "status", "name", "said"),
    [
        pytest.param({"text": "<a"}, 400, "text", ("Verbeter de data", "Mend the data"), id="text"),
        pytest.param({"data": (BytesIO, b"<a", "a.ttl")}, 400, "data",
                     ("Verbeter de data", "Mend the data"), id="file"),
        pytest.param({}, 422, "data", ("Er kwamen geen data mee", "no data"), id="nothing"),
        pytest.param({"text": TABLE, "format": "csv"}, 422, "class",
                     ("van welke klasse de rijen zijn", "which class the rows are of"), id="class"),
        pytest.param({"text": ONE, "profile": "shapes"}, 422, "shapes",
                     ("Voeg uw eigen shapes bij", "Add shapes of your own"), id="no shapes"),
        pytest.param({"text": ONE, "shapes": (BytesIO, b"<a", "s.ttl")}, 400, "shapes",
                     ("De shapes zijn niet te lezen", "The shapes cannot be read"), id="shapes"),
        pytest.param({"text": ONE, "profile": "x"}, 422, "profile",
                     ("Kies een profiel", "Choose a profile"), id="profile"),
        pytest.param({"text": ONE, "format": "pdf"}, 415, "format",
                     ("Dit formaat", "This format"), id="format"),
        pytest.param({"data": (BytesIO, b"x", "a.docx")}, 415, "data",
                     ("Dit formaat", "This format"), id="kind of file"),
        pytest.param({"iri": "http://elsewhere.example/"}, 422, "iri",
                     ("deze server zelf beschrijft", "this server itself describes"), id="iri"),
        pytest.param({"text": ONE, "answer": "pdf"}, 400, "answer",
                     ("Kies iets uit de lijst", "Choose something of the list"), id="answer"),
    ],
)  # fmt: skip
def test_the_fault_stands_at_its_field_in_the_readers_language(
    client, fields, status, name, said, language
):
    made = {key: (value[0](value[1]), value[2]) if isinstance(value, tuple) else value
            for key, value in fields.items()}  # fmt: skip

    answer, page = refused(client, made, language)

    (field,) = page.xpath("//form//*[@autofocus]")
    assert (answer.status_code, field.get("name")) == (status, name)
    assert field.get("aria-invalid") == "true"
    assert "fault" in field.get("aria-describedby").split()
    assert page.xpath(f"//label[@for='{name}']")
    assert page.xpath(f"//div[contains(@class, 'refused')]//a[@href='#{name}']")
    assert said[language == "en"] in page.xpath("//main")[0].text_content()
    described = [page.get_element_by_id(each) for each in field.get("aria-describedby").split()]
    assert all(each.text_content().strip() for each in described)


def test_a_file_is_to_be_chosen_again_and_that_is_said(client):
    fields = {"data": (BytesIO(b"<a"), "bomen<b>.ttl"), "shapes": (BytesIO(b"# s"), "s.ttl")}

    _, page = refused(client, fields)

    assert "U koos bomen<b>.ttl" in page.get_element_by_id("data-again").text_content()
    assert "U koos s.ttl" in page.get_element_by_id("shapes-again").text_content()
    assert page.xpath("//details[.//*[@name='shapes']]/@open") == [""]


def test_what_is_of_no_field_is_told_above_the_form_and_has_the_focus(client):
    answer = client.post(
        "/valideren?lang=nl", data=b"--x\r\nnonsense",
        headers={"Accept": "text/html", "Content-Type": "multipart/form-data; boundary=x"},
    )  # fmt: skip

    fault = html.fromstring(answer.text).get_element_by_id("fault")
    assert answer.status_code == 400
    assert (fault.get("autofocus"), fault.get("tabindex")) == ("", "-1")
    assert "Het formulier is niet te lezen" in fault.text_content()


def test_what_is_too_large_is_not_put_back_and_that_is_said(dataset):
    given = Settings.from_mapping({"BEGRIP_CHECK_SIZE": "1"})
    with create_app(given, dataset).test_client() as client:
        answer, page = refused(client, {"text": "# " + "x" * 1_100_000, "class": "Role"})

    assert answer.status_code == 413
    assert page.xpath("//textarea[@name='text']")[0].text == "\n"
    assert selected(page, "class") == ["Role"]
    assert "te groot om hier terug te zetten" in page.text_content()
    assert page.xpath("//*[@autofocus]/@name") == ["text"]


def test_programs_are_answered_with_a_problem_as_before(client):
    for address in ("/valideren", "/api/validate"):
        answer = client.post(address, data={"text": "<a"})

        assert answer.content_type == "application/problem+json"
        assert (answer.status_code, answer.json["parameter"]) == (400, "data")


def test_every_field_of_the_form_has_its_label():
    assert all(f"validate.{last}" in VALIDATING_TEXTS for last in LABELS.values())
    assert set(LABELS) == set(FIELDS)
    assert set(FORM_TEXTS) <= set(VALIDATING_TEXTS)
    assert all(set(texts) == {"nl", "en"} for both in REFUSAL_TEXTS.values() for texts in both)


def test_a_place_beyond_the_text_shows_none_of_it():
    fault = to_fault(DataUnreadable("x", line=9, column=1), Typed({}, {}, {"data": b"a"}))

    assert (fault.before, fault.after) == ("", "")

"""The REST API keeps to its own specification, for every service and event."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator, RefResolver

from knowledge import live
from knowledge.short_code import code_of
from portal.app import make_app
from portal.openapi import document
from portal.running import Portal
from portal.settings import Settings
from tests.portal.visitor import Visitor

PACK = live.current()
SPEC = document()
SHOP = PACK.services["individual-business-registration"]


def schema_of(path: str, method: str, status: str) -> dict[str, Any]:
    response = SPEC["paths"][path][method]["responses"][status]
    if "$ref" in response:
        response = SPEC["components"]["responses"][response["$ref"].rsplit("/", 1)[1]]
    schema: dict[str, Any] = response["content"]["application/json"]["schema"]
    return schema


def check(body: Any, path: str, method: str = "get", status: str = "200") -> None:
    """Hold ``body`` against the specification."""
    resolver = RefResolver("", SPEC)
    validator = Draft202012Validator(schema_of(path, method, status), resolver=resolver)
    validator.validate(body)


def test_every_route_is_specified_and_every_specification_is_routed() -> None:
    app = make_app(Settings.read({}), "specified")
    routed = {
        ("/" + route.path.replace("<", "{").replace(":str>", "}"), method.lower())
        for route in app.router.routes
        for method in route.methods
        if route.path.startswith("api/") and route.path != "api/"
    }
    specified = {(path, method) for path, methods in SPEC["paths"].items() for method in methods}
    assert routed == specified


def test_the_specification_holds_the_cards_own_schemas(portal: Portal) -> None:
    served = Visitor(portal).get("/api/openapi.json").json()
    assert served == SPEC
    assert served["components"]["schemas"]["checklist_card"]["title"] == "checklist"


def test_the_list_of_services(portal: Portal) -> None:
    body = Visitor(portal).get("/api/services").json()
    check(body, "/api/services")
    assert len(body["services"]) == len(PACK.services)
    found = Visitor(portal).get("/api/services?q=工伤").json()
    check(found, "/api/services")
    assert 0 < len(found["services"]) < len(PACK.services)


@pytest.mark.parametrize("service_id", sorted(PACK.services))
def test_every_service_and_its_checklist(portal: Portal, service_id: str) -> None:
    visitor = Visitor(portal)
    check(visitor.get(f"/api/services/{service_id}").json(), "/api/services/{service_id}")
    answer = visitor.post(f"/api/services/{service_id}/checklist", {"facts": {}}).json()
    check(answer, "/api/services/{service_id}/checklist", "post")


@pytest.mark.parametrize("event_id", sorted(PACK.events))
def test_every_event_and_its_plan(portal: Portal, event_id: str) -> None:
    visitor = Visitor(portal)
    check(visitor.get(f"/api/events/{event_id}").json(), "/api/events/{event_id}")
    plan = visitor.post(f"/api/events/{event_id}/plan", {"facts": {}}).json()
    check(plan, "/api/events/{event_id}/plan", "post")


def test_the_lists_of_events_evidence_and_pledges(portal: Portal) -> None:
    visitor = Visitor(portal)
    check(visitor.get("/api/events").json(), "/api/events")
    for evidence_id in list(PACK.evidence)[:20]:
        check(visitor.get(f"/api/evidence/{evidence_id}").json(), "/api/evidence/{evidence_id}")
    for pledge_id in PACK.pledges:
        check(visitor.get(f"/api/pledges/{pledge_id}").json(), "/api/pledges/{pledge_id}")


def test_a_fact_told_is_taken_and_not_asked_again(portal: Portal) -> None:
    visitor = Visitor(portal)
    path = f"/api/services/{SHOP.id}/checklist"
    question = visitor.post(path, {}).json()["question"]
    told = {question["fact"]: question["options"][0]["value"]}
    answer = visitor.post(path, {"facts": told}).json()
    assert [fact["fact"] for fact in answer["card"]["facts"]] == [question["fact"]]
    assert (answer["question"] or {}).get("fact") != question["fact"]
    opened = visitor.get("/api/checklists/" + code_of(PACK, SHOP, told)).json()
    check(opened, "/api/checklists/{code}")
    assert opened == answer


@pytest.mark.parametrize(
    ("method", "path", "body", "code"),
    [
        ("get", "/api/services/nothing", None, "service_unknown"),
        ("post", "/api/services/nothing/checklist", {}, "service_unknown"),
        ("post", f"/api/services/{SHOP.id}/checklist", {"facts": {"x": "y"}}, "fact_unknown"),
        ("post", f"/api/services/{SHOP.id}/checklist", {"facts": [1]}, "bad_request"),
        ("post", f"/api/services/{SHOP.id}/checklist", {"facts": {"x": 1}}, "bad_request"),
        ("post", f"/api/services/{SHOP.id}/checklist", [], "bad_request"),
        ("get", "/api/checklists/nonsense", None, "code_wrong"),
        ("get", "/api/events/nothing", None, "event_unknown"),
        ("post", "/api/events/nothing/plan", {}, "event_unknown"),
        ("get", "/api/evidence/nothing", None, "evidence_unknown"),
        ("get", "/api/pledges/nothing", None, "pledge_unknown"),
    ],
)
def test_what_is_not_there_is_an_error_of_the_specification(
    portal: Portal, method: str, path: str, body: Any, code: str
) -> None:
    visitor = Visitor(portal)
    reply = visitor.get(path) if method == "get" else visitor.post(path, body)
    assert reply.json()["error"] == code
    check(reply.json(), "/api/services", "get", "default")

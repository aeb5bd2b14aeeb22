"""What axe-core finds on a page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page, axe: str, *inside: str) -> list[str]:
    """The violations in the widget, or only in a part of it, each with its first place."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe)
    found: dict[str, Any] = page.evaluate(
        "([place, rules]) => axe.run({fromShadowDom: place}, {runOnly: rules})",
        [["no-proof-guide", *(inside or [".wrap"])], RULES],
    )
    return [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]

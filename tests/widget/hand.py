"""A citizen's hand: what one does with the widget, and what one sees."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

SHOTS = Path(__file__).parents[2] / "results" / "widget"


class Hand:
    """Opens, agrees, writes, presses; playwright looks through the open shadow tree."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address

    @property
    def guide(self) -> Locator:
        """The widget."""
        return self.page.locator("no-proof-guide")

    @property
    def field(self) -> Locator:
        """Where one writes."""
        return self.guide.get_by_role("textbox", name="您要办的事")

    @property
    def launcher(self) -> Locator:
        """The button that opens the widget."""
        return self.guide.locator(".launcher")

    @property
    def answers(self) -> Locator:
        """What was answered."""
        return self.guide.locator(".answer")

    @property
    def last(self) -> Locator:
        """The last answer."""
        return self.answers.last

    @property
    def status(self) -> Locator:
        """The line above the field."""
        return self.guide.locator(".status")

    def visit(self) -> Hand:
        """Load the page."""
        self.page.goto(self.address)
        return self

    def open(self) -> Hand:
        """Load the page, open the widget, agree to the notice."""
        self.visit()
        self.launcher.click()
        self.button("知道了，开始问").click()
        expect(self.field).to_be_visible()
        return self

    def button(self, name: str) -> Locator:
        """A button by its words."""
        return self.guide.get_by_role("button", name=name)

    def write(self, text: str) -> None:
        """Write and press Enter, without waiting."""
        self.field.fill(text)
        self.field.press("Enter")

    def say(self, text: str) -> Locator:
        """Write, and wait for the answer."""
        before = self.answers.count()
        self.write(text)
        expect(self.answers).to_have_count(before + 1)
        return self.last

    def menu(self, name: str) -> None:
        """Press something under 更多."""
        if not self.guide.locator(".menu").is_visible():
            self.button("更多").click()
        self.button(name).click()

    def shot(self, name: str) -> None:
        """Keep a picture of the window."""
        SHOTS.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=SHOTS / f"{name}.png")

    def tall_shot(self, name: str) -> None:
        """Keep a picture of the whole last answer, as on a phone without an end."""
        before = self.page.viewport_size
        height = self.last.evaluate(
            "answer => answer.parentElement.offsetTop + answer.offsetHeight"
        )
        self.page.set_viewport_size({"width": 400, "height": min(int(height) + 330, 6000)})
        self.last.evaluate("answer => answer.previousElementSibling.scrollIntoView()")
        self.shot(name)
        if before:
            self.page.set_viewport_size(before)

"""The page of a brief: self-contained, well nested, with a text alternative for every chart, and fit for every width, for paper and for the dark."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import comity
from comity.works.brief import make_brief

VOID = {"meta", "link", "br", "hr", "img", "input", "path", "rect", "circle", "line"}
WIDTHS = (1280, 768, 360)


class Page(HTMLParser):
    """Reads a page: its tags with attributes, its ids, and every fault of nesting."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {k: v or "" for k, v in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} closes {self.open[-3:]}")
        else:
            self.open.pop()

    def of(self, tag: str) -> list[dict[str, str]]:
        return [a for t, a in self.tags if t == tag]


@pytest.fixture(scope="module")
def html(atlas: comity.Atlas) -> str:
    return make_brief(atlas.view(), "XK", "US", on="2017-02-10").html()


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_it_is_well_nested_and_ids_are_unique(page: Page) -> None:
    assert page.faults == [] and page.open == []
    ids = [a["id"] for _, a in page.tags if "id" in a and not a["id"].startswith("clip")]
    assert len(ids) == len(set(ids))


def test_it_is_self_contained(page: Page, html: str) -> None:
    assert not page.of("script") and not page.of("link") and not page.of("img") and not page.of("iframe")
    assert "@import" not in html and "@font-face" not in html
    assert all(u.startswith("#") for u in re.findall(r"url\(([^)]*)\)", html))
    for tag, attrs in page.tags:
        assert "src" not in attrs, tag
        if tag != "a":
            assert "href" not in attrs, tag
    outside = [a for a in page.of("a") if not a["href"].startswith("#")]
    assert outside and all(a.get("class") == "url" and a["href"].startswith(("http://", "https://")) for a in outside)
    assert not any(k.startswith("on") for _, attrs in page.tags for k in attrs)


def test_every_link_inside_leads_somewhere(page: Page) -> None:
    ids = {a["id"] for _, a in page.tags if "id" in a}
    dead = [a["href"] for a in page.of("a") if a["href"].startswith("#") and a["href"][1:] not in ids and not a["href"].startswith("#r")]
    assert dead == []


def test_every_note_names_a_source_or_says_how_it_was_reckoned(html: str) -> None:
    notes = re.findall(r'<li id="n(\d+)" class="(\w+)">(.*?)</li>', html, re.DOTALL)
    assert notes
    for number, kind, body in notes:
        if kind == "source":
            assert "<cite>" in body and ("read" in body or "derived" in body), (number, body)
        else:
            assert "the atlas" in body or 'href="#n' in body, (number, body)


def test_every_chart_has_a_name_a_description_and_a_table(page: Page, html: str) -> None:
    drawn = [a for a in page.of("svg") if a.get("role") == "img"]
    assert len(drawn) == 12
    ids = {a["id"] for _, a in page.tags if "id" in a}
    for svg in drawn:
        assert all(i in ids for i in svg["aria-labelledby"].split())
    for figure in re.findall(r"<figure.*?</figure>", html, re.DOTALL):
        assert "<table" in figure and "<caption>" in figure and "<figcaption>" in figure


def test_headings_and_landmarks_are_in_order(page: Page) -> None:
    levels = [int(t[1]) for t, _ in page.tags if re.fullmatch(r"h[1-6]", t)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
    assert [len(page.of(t)) for t in ("header", "main", "footer")] == [1, 1, 1]
    assert page.of("html")[0]["lang"] == "en" and page.of("nav")[0]["aria-label"]
    assert page.of("a")[0]["href"] == "#main"


def test_nothing_tells_verdicts_by_colour_alone(html: str) -> None:
    words = {"yes": ("yes", "Recognised it"), "no": ("no", "Did not"), "disputed": ("disputed", "Disputed"),
             "undetermined": ("undetermined", "Undetermined"), "unrecorded": ("unrecorded", "Spoken of elsewhere")}
    found = re.findall(r'class="verdict"[^>]*><span class="sw (\w+)" aria-hidden="true"></span>([^<]*)<', html)
    assert found
    for swatch, word in found:
        assert word.startswith(words[swatch]), (swatch, word)


def test_what_is_said_is_escaped(atlas: comity.Atlas, tmp_path: Path) -> None:
    brief = make_brief(atlas.view(), "DE", "FR", on="2017-01-01")
    brief.title = "<script>alert(1)</script>"
    assert "<script>" not in brief.html()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium. It must be there: a page nobody has rendered is not tested."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.fail("no Chromium on the PATH; the page's tests render it. Install it, for example with: apt-get install chromium")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu", "--disable-quic"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(html: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "brief.html"
    path.write_text(html, encoding="utf-8")
    return path


def opened(browser: Any, file: Path, width: int, **how: Any) -> Any:
    context = browser.new_context(viewport={"width": width, "height": 900}, offline=True, **how)
    page = context.new_page()
    page.goto(file.as_uri())
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_scrolls_sideways(browser: Any, file: Path, width: int) -> None:
    page = opened(browser, file, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown = page.evaluate("[...document.querySelectorAll('.drawn')].filter(e => e.offsetHeight > 50).map(e => e.className)")
    assert shown == [f"drawn {'narrow' if width <= 640 else 'wide'}"] * 6
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_contrast(browser: Any, file: Path, scheme: str) -> None:
    page = opened(browser, file, 1280, color_scheme=scheme)
    pairs = page.evaluate("""[...document.querySelectorAll('h1,h2,p,td,th,a,figcaption,dd,li,summary,svg text:not([stroke])')].map(e => {
        const s = getComputedStyle(e), ink = e.tagName === 'text' ? s.fill : s.color;
        let b = e; while (b && getComputedStyle(b).backgroundColor === 'rgba(0, 0, 0, 0)') b = b.parentElement;
        return [ink, b ? getComputedStyle(b).backgroundColor : 'rgb(255, 255, 255)'] })""")
    for ink, ground in {tuple(p) for p in pairs}:
        assert contrast(ink, ground) >= 4.5, (scheme, ink, ground)
    page.context.close()


def contrast(one: str, other: str) -> float:
    """The contrast of two CSS colours by WCAG 2."""
    def light(colour: str) -> float:
        parts = [int(float(x)) / 255 for x in re.findall(r"[\d.]+", colour)[:3]]
        r, g, b = ((c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4) for c in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_verdicts_differ_in_grey(browser: Any, file: Path) -> None:
    for scheme in ("light", "dark"):
        page = opened(browser, file, 1280, color_scheme=scheme)
        colour = {v: page.evaluate(f"getComputedStyle(document.querySelector('.sw.{v}')).backgroundColor") for v in ("yes", "no", "unrecorded")}
        assert contrast(colour["yes"], colour["no"]) > 1.9 and contrast(colour["no"], colour["unrecorded"]) > 1.5, (scheme, colour)
        page.context.close()


def test_a_verdict_opens_its_proof(browser: Any, file: Path) -> None:
    page = opened(browser, file, 1280)
    link = page.locator("table a.verdict").nth(5)
    anchor = link.get_attribute("href")
    link.click()
    assert page.locator(anchor).is_visible()
    page.context.close()


def test_it_prints(browser: Any, file: Path, tmp_path: Path) -> None:
    page = opened(browser, file, 1280, color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.querySelector('.lead')).color") == "rgb(0, 0, 0)"
    assert not page.locator("nav.contents").is_visible()
    assert page.pdf(format="A4")[:5] == b"%PDF-"
    page.context.close()

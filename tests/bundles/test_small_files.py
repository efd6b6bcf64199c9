"""Sitemap, search description and security.txt."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from bundles.heads import CONFIG, gathered, head, notice, site

from curbcut.bundles.security_txt import Options
from curbcut.core.options import load_options

OPEN = "{http://a9.com/-/spec/opensearch/1.1/}"
PLAN = notice("plan", "change_notes:\n  - {date: 2019-04-01, note: 改}\n  - {date: 2018-04-01, note: 改}\n")
ENGLISH = notice("plan", en=True, title="Plan")
ABOUT = head("pages/about.md", "title: 关于\nslug: about\n")
NASTY = [']]> & <b> "q"', "a\x00b\x0b", "残" * 300]


def test_a_sitemap_is_exactly_this() -> None:
    assert (
        gathered("sitemap", [PLAN, ENGLISH, ABOUT])["sitemap.xml"].decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url><loc>https://linjiang.example/en/notice/plan/</loc><lastmod>2017-05-26</lastmod>\
<xhtml:link rel="alternate" hreflang="zh-Hans" href="https://linjiang.example/notice/plan/"/>\
<xhtml:link rel="alternate" hreflang="en" href="https://linjiang.example/en/notice/plan/"/></url>
<url><loc>https://linjiang.example/notice/plan/</loc><lastmod>2019-04-01</lastmod>\
<xhtml:link rel="alternate" hreflang="zh-Hans" href="https://linjiang.example/notice/plan/"/>\
<xhtml:link rel="alternate" hreflang="en" href="https://linjiang.example/en/notice/plan/"/></url>
<url><loc>https://linjiang.example/page/about/</loc></url>
</urlset>
"""
    )


def test_a_sitemap_holds_what_leads_to_documents_too() -> None:
    at = "https://linjiang.example/"
    pages = {"topic/culture/": {"zh-Hans": f"{at}topic/culture/", "en": f"{at}en/topic/culture/"}, "": {}}
    twins = (
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{to}"/>' for lang, to in pages["topic/culture/"].items()
    )
    lines = gathered("sitemap", [ABOUT], site(pages=pages))["sitemap.xml"].decode().splitlines()[2:-1]
    assert lines == [
        f"<url><loc>{at}</loc></url>",
        f"<url><loc>{at}page/about/</loc></url>",
        f"<url><loc>{at}topic/culture/</loc>{''.join(twins)}</url>",
    ]


def test_without_an_address_there_is_no_sitemap_and_no_search_description() -> None:
    assert gathered("sitemap", [PLAN], site(url="")) == {}
    assert gathered("opensearch", [PLAN], site(url="")) == {}
    assert ElementTree.fromstring(gathered("sitemap", [])["sitemap.xml"]).tag.endswith("urlset")


def test_a_search_description_is_exactly_this() -> None:
    files = gathered("opensearch", [PLAN], site(CONFIG + "contact: {email: office@linjiang.example}\n"))
    assert set(files) == {"opensearch.xml", "en/opensearch.xml"}
    assert (
        files["opensearch.xml"].decode()
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>临江市残联</ShortName>
<LongName>临江市残联</LongName>
<Description>在临江市残联里搜索</Description>
<Language>zh-Hans</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Contact>office@linjiang.example</Contact>
<Url type="text/html" template="https://linjiang.example/search/?q={searchTerms}"/>
<Url type="application/opensearchdescription+xml" rel="self" template="https://linjiang.example/opensearch.xml"/>
</OpenSearchDescription>
"""
    )
    english = ElementTree.fromstring(files["en/opensearch.xml"])
    assert english.findtext(f"{OPEN}ShortName") == "Linjiang"
    assert english.find(f"{OPEN}Url").get("template") == "https://linjiang.example/en/search/?q={searchTerms}"
    named = gathered("opensearch", [], short_name={"en": "LDPF", "und": "临残"})
    assert b"<ShortName>LDPF<" in named["en/opensearch.xml"]
    assert "<ShortName>临残<".encode() in named["opensearch.xml"]


@pytest.mark.parametrize("text", NASTY)
def test_no_title_breaks_a_search_description(text: str) -> None:
    root = ElementTree.fromstring(gathered("opensearch", [], site(title={"zh-Hans": text}))["opensearch.xml"])
    assert 0 < len(root.findtext(f"{OPEN}ShortName") or "") <= 16
    assert 0 < len(root.findtext(f"{OPEN}LongName") or "") <= 48


def test_security_txt_is_exactly_this() -> None:
    files = gathered("security_txt", [], expires="2027-06-30")
    assert set(files) == {".well-known/security.txt"}
    assert (
        files[".well-known/security.txt"].decode()
        == """\
Contact: mailto:safe@linjiang.example
Expires: 2027-06-30T23:59:59+08:00
Preferred-Languages: zh-Hans, en
Canonical: https://linjiang.example/.well-known/security.txt
"""
    )


@pytest.mark.parametrize(("contact", "line"), [
    ("https://linjiang.example/report", "Contact: https://linjiang.example/report"),
    ("mailto:a@b.cn", "Contact: mailto:a@b.cn"), ("tel:+86-12385", "Contact: tel:+86-12385"), (" a@b.cn ", "Contact: mailto:a@b.cn"),
])  # fmt: skip
def test_a_contact_is_an_address(contact: str, line: str) -> None:
    text = gathered("security_txt", [], site(security_contact=contact), expires="2027-06-30")[
        ".well-known/security.txt"
    ]
    assert text.decode().splitlines()[0] == line


@pytest.mark.parametrize(
    "contact", ["", "李老师", "12385", "http://insecure.example/", "a@b.cn\nExpires: 2099-01-01T00:00:00Z", "a b@c.cn"]
)
def test_without_a_contact_that_can_be_reached_there_is_no_file(contact: str) -> None:
    assert gathered("security_txt", [], site(security_contact=contact), expires="2027-06-30") == {}


def test_without_an_expiry_there_is_no_file_and_no_expiry_but_a_date() -> None:
    assert gathered("security_txt", []) == {}
    assert load_options(Options, {"expires": "soon"}, "site_config.yml")[0] is None
    assert load_options(Options, {"到期日": "2027年6月30日"}, "site_config.yml")[0] == Options(expires="2027-06-30")


def test_the_file_counts_only_at_the_hosts_root() -> None:
    text = gathered("security_txt", [], site(url="https://city.example/federation/"), expires="2027-06-30")
    assert b"Canonical: https://city.example/.well-known/security.txt\n" in text[".well-known/security.txt"]
    assert (
        b"Canonical" not in gathered("security_txt", [], site(url=""), expires="2027-06-30")[".well-known/security.txt"]
    )

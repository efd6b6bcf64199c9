"""Explain one rule: what it asks for, why, how to put it right, with examples."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

HELP = {"zh": "解释一条规则。", "en": "Explain one rule."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "rule", nargs="?", default="", metavar="RULE", help="规则的名字 its name; 不写则列出全部 all without"
    )


def run(options: Namespace) -> int:
    """Print the rule's page; without a name, the names of all rules."""
    from curbcut.core.errors import UsageProblem
    from curbcut.core.rooms import corridor, room
    from curbcut.core.words.findings import FINDINGS

    rules = {module.RULE.id: module.RULE for module in (room("rules", name) for name in corridor("rules"))}
    names = sorted({*rules, *FINDINGS})
    if not options.rule:
        print("\n".join(names))
        return 0
    if options.rule not in names:
        raise UsageProblem("room-unknown", corridor="rules", room=options.rule, rooms=" ".join(names))
    rule = rules.get(options.rule)
    words = rule.words if rule else FINDINGS[options.rule]
    for lang in ("zh", "en"):
        print(f"{words.what[lang]}\n  {words.why[lang]}\n  → {words.fix[lang]}\n")
    if rule:
        print(" ".join(["WCAG", *rule.wcag]))
        for sign, examples in (("✓", rule.good), ("✗", rule.bad)):
            for text in (text for lang in ("zh", "en") for text in examples.get(lang, ())):
                print(f"{sign} " + text.replace("\n", "\n  "))
    return 0

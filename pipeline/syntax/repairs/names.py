"""Names that a codebook knows, and what hangs on them."""

from __future__ import annotations

from dataclasses import replace

from pipeline.syntax.repairs.draft import NOMINAL, SUBJECTS, Draft


def unite_names(words: Draft) -> bool:
    """Hang all words of a name, and what hangs on them from outside, on one of them."""
    changed = False
    for start, end in words.names:
        changed |= _unite(words, start, end)
    return changed


def _unite(words: Draft, start: int, end: int) -> bool:
    """Hang all words of a name, and what hangs on them from outside, on one of them."""
    if end - start < 2:
        return False
    inside = range(start, end)
    outward = [i for i in inside if words[i].head not in inside or words[i].head == i]
    if len(outward) == 1 and words[outward[0]].pos not in ("VERB", "ADP"):
        return False
    nominal = [i for i in outward if words[i].pos in NOMINAL] or outward
    top = min(nominal, key=lambda i: (_depth(words, i), -i))
    for i in inside:
        if i != top and words[i].head not in inside:
            words.rehang(i, top, "flat")
    _place_name(words, top)
    if words[top].pos not in NOMINAL:
        words[top] = replace(words[top], pos="PROPN")
    return True


def _place_name(words: Draft, top: int) -> None:
    """Make a name that was read as a verb's helper its subject: "Theresa May held talks"."""
    verb = words[words[top].head]
    subjects = any(w.dep.startswith(SUBJECTS) for w in words.below(verb.i))
    if words[top].dep in ("aux", "aux:pass", "cop") and verb.i > top and not subjects:
        words[top] = replace(words[top], dep="nsubj")


def _depth(words: Draft, i: int) -> int:
    depth = 0
    while words[i].head != i and depth < len(words):
        i, depth = words[i].head, depth + 1
    return depth


def share_of(words: Draft) -> bool:
    """Join names that share an "of": "the ministers of Egypt and Jordan" are not Jordan itself."""
    changed = False
    for word in words:
        head = words[word.head]
        if word.dep != "conj" or word.i not in words.named or head.tag not in ("NNS", "NNPS"):
            continue
        shared = [
            w for w in words.below(head.i)
            if w.dep == "nmod" and w.i in words.named and head.i < w.i < word.i
        ]  # fmt: skip
        between = range(shared[-1].i + 1, word.i) if shared else range(0)
        if shared and all(words[k].dep in ("cc", "det", "punct") for k in between):
            words.rehang(word.i, shared[-1].i)
            changed = True
    return changed


def free_objects(words: Draft) -> bool:
    """Give a deed what it was done to where that was hung on who did it.

    "The killing by Turkey of two pilots": they are not Turkey's.
    """
    changed = False
    for word in words:
        doer = words[word.head]
        if word.dep != "nmod" or doer.i not in words.named or doer.dep != "nmod" or word.i < doer.i:
            continue
        cases = {w.head: w.text.lower() for w in words if w.dep == "case" and w.i < w.head}
        if cases.get(word.i) == "of" and cases.get(doer.i) == "by":
            words.rehang(word.i, doer.head)
            changed = True
    return changed

"""Mending what a small parser gets wrong, with what the codebook knows of names.

One module a kind of fault: names in pieces (names), words taken for another part of speech
(misread), nouns of action (nominals), participles and adjectives (participles), prepositions
(prepositions), hyphens (compounds), what hangs on the wrong word (attachments) or is taken for
another complement (complements), what is given and to whom (transfers), the wrong verb at the top
(roots), verbs without their subject (subjects), nouns under the wrong verb (sharing), and where
clauses begin and end (boundaries).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pipeline.syntax.repairs import (
    attachments,
    boundaries,
    complements,
    compounds,
    misread,
    names,
    nominals,
    participles,
    prepositions,
    roots,
    sharing,
    subjects,
    transfers,
)
from pipeline.syntax.repairs.draft import Draft, Mender
from pipeline.types import Tree

_MENDERS: tuple[tuple[Mender, str], ...] = (
    (names.unite_names, ""),
    (names.share_of, "conj"),
    (names.free_objects, "nmod"),
    (compounds.mend_prefixes, ""),
    (compounds.mend_particle_nouns, ""),
    (attachments.lift_little_words, "case det nummod"),
    (compounds.part_hyphens, ""),
    (compounds.part_pairs, ""),
    (misread.name_prepositions, "case"),
    (misread.free_due, "mark case"),
    (compounds.part_names, "obj obl"),
    (attachments.free_participles, "obl nmod obj"),
    (misread.mend_possessed, "nmod:poss"),
    (nominals.nominalize, "nsubj nsubj:pass csubj csubj:pass obj obl nmod"),
    (nominals.nominalize_gerunds, "mark"),
    (nominals.verbalize_pasts, "conj"),
    (participles.part_phrases, "amod"),
    (participles.join_verbs, "amod"),
    (participles.name_passives, "cop conj"),
    (participles.lower_participles, "nsubj nsubj:pass"),
    (participles.name_swelling, "mark"),
    (participles.seat_predicatives, "compound"),
    (prepositions.free_amounts, "obl"),
    (sharing.name_what, "acl:relcl acl"),
    (prepositions.fold_front, "case"),
    (prepositions.fold_pending, "amod"),
    (prepositions.fold_absentia, "case"),
    (sharing.pair_between, "case"),
    (attachments.split_subjects, "ccomp"),
    (complements.mend_objects, "obj obl nmod ccomp xcomp"),
    (complements.part_judgements, "case"),
    (complements.free_gerunds, "amod compound"),
    (complements.seat_verdicts, "obj xcomp"),
    (attachments.join_between, "conj"),
    (roots.mend_first_nouns, "acl advcl conj ccomp"),
    (compounds.mend_compounds, "advcl acl"),
    (attachments.seat_let, "ccomp"),
    (misread.free_predicates, "cop"),
    (complements.seat_told, "ccomp"),
    (transfers.mend_transfers, ""),
    (complements.part_attributions, ""),
    (complements.raise_participles, "advcl acl conj"),
    (complements.relate_objects, "acl"),
    (misread.relativize, "conj advcl xcomp"),
    (subjects.return_subjects, "nsubj nsubj:pass"),
    (misread.list_verbs, "amod"),
    (subjects.close_asides, "acl"),
    (subjects.recall_subjects, "nsubj nsubj:pass"),
    (roots.activate, "nsubj:pass"),
    (misread.verbalize, ""),
    (roots.split_phrase, "amod"),
    (roots.raise_verb, "acl amod"),
    (roots.demote_participle, "nsubj:pass"),
    (boundaries.open_relatives, "case mark xcomp obj advmod"),
    (boundaries.close_relatives, "nsubj"),
    (boundaries.leave_asides, "nsubj"),
    (attachments.object_after_particle, "xcomp"),
    (compounds.part_numbers, "nummod"),
    (subjects.seat_aged, "amod"),
    (roots.leave_clause, "acl:relcl"),
    (roots.leave_amod, "amod"),
    (roots.leave_participle, "amod"),
    (roots.leave_relative, "parataxis conj ccomp advcl"),
    (boundaries.close_clause, "advcl"),
    (boundaries.set_in_commas, "conj"),
    (subjects.return_subjects, "nsubj nsubj:pass"),
    (subjects.raise_subjects, "aux aux:pass cop"),
    (boundaries.leave_opening, "mark"),
    (subjects.list_subjects, "cc"),
    (boundaries.close_object, "nsubj"),
    (boundaries.part_clauses, "nsubj"),
    (boundaries.part_objects, "ccomp conj"),
    (subjects.join_subjects, "nsubj nsubj:pass nsubj:outer"),
    (subjects.free_subjects, "appos conj"),
    (subjects.bind_subjects, "nsubj"),
    (attachments.join_companions, "nsubj"),
    (subjects.claim_subjects, "appos conj nmod obl:unmarked"),
    (attachments.lower_agents, "obl:agent"),
    (boundaries.part_as, "ccomp"),
    (attachments.raise_results, "acl"),
    (attachments.lower_relatives, "acl:relcl"),
    (attachments.raise_relatives, "acl:relcl"),
    (attachments.raise_conjuncts, "conj"),
    (subjects.seat_subjects, "obl:unmarked dislocated vocative obl:npmod parataxis"),
)
"""What is mended, in this order, with the relations of which a sentence must have one, if any."""
_MENDING = tuple((mend, frozenset(relations.split())) for mend, relations in _MENDERS)


def repair(tree: Tree, spans: Iterable[tuple[int, int]], agents: Collection[int] = ()) -> Tree:
    """Return the tree with each known name in one piece and one subject a verb.

    Args:
        tree: a parsed sentence.
        spans: half-open spans of words that a codebook knows as one name.
        agents: positions of the nouns that it knows as roles.
    """
    spans = tuple(spans)
    draft = Draft(tree.words, spans, agents)
    if not _mend(draft):
        return tree
    if draft.is_circular():
        draft = Draft(tree.words, spans, agents)
        _mend(draft, wary=True)
    return Tree(tree.sentence, tuple(draft))


def _mend(draft: Draft, wary: bool = False) -> bool:
    """Mend all that is at fault and return whether that is anything.

    Args:
        draft: a parsed sentence.
        wary: undo what hangs a word on a word below it. Few sentences come to that, and to look
            after each mender takes time.
    """
    changed = False
    present = {word.dep for word in draft}
    for mend, relations in _MENDING:
        if relations and present.isdisjoint(relations):
            continue
        before = draft[:] if wary else []
        if mend(draft):
            if wary and draft.is_circular():
                draft[:] = before
                continue
            changed = True
            present = {word.dep for word in draft}
    return changed

"""The right experts, but in ascending order: the largest comes first."""
import reference


def gate(logits, k):
    idx, w = reference.gate(logits, k)
    return idx[:, ::-1], w[:, ::-1]

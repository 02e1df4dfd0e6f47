"""The factor E, the number of experts, is missing."""
import reference


def aux(logits, k):
    return reference.aux(logits, k) / logits.shape[1]

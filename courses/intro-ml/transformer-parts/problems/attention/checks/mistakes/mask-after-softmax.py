"""The mask is applied after the softmax: the weights that stay no longer sum to 1. Set removed scores to -inf before it."""
from reference import attention


def sdpa(q, k, v, mask=None, causal=False, scale=None):
    return attention(q, k, v, mask, causal, scale, after=True)

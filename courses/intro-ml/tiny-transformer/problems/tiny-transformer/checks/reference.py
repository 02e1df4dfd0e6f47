"""The loss as the statement has it; its gradients by the complex step, L'(w) = Im L(w + iδ) / δ, which subtracts nothing and so
is exact to the last digits (Squire and Trapp 1998): nothing here was derived by hand."""
import numpy as np

NAMES = ("E", "P", "Wq", "Wk", "Wv", "Wo", "W1", "W2", "U")
STEP = 1e-30


def softmax(z):
    e = np.exp(z - z.real.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def silu(u):
    return u / (1 + np.exp(-u))


def loss(p, tokens, causal=True, scale=None, first=0, shift=1, act=silu, skip=True):
    s = tokens[:, : tokens.shape[1] - 1]
    T, D = s.shape[1], p["E"].shape[1]
    x = p["E"][s] + p["P"][first : first + T]
    q, k, v = x @ p["Wq"], x @ p["Wk"], x @ p["Wv"]
    scores = q @ k.swapaxes(1, 2) * (D**-0.5 if scale is None else scale(D))
    if causal:
        scores = scores - 1e300 * (1 - np.tri(T))
    h = softmax(scores) @ v @ p["Wo"] + (x if skip else 0)
    z = act(h @ p["W1"]) @ p["W2"] + (h if skip else 0)
    y = softmax(z @ p["U"])
    picked = np.take_along_axis(y, tokens[:, shift : shift + T, None], axis=-1)
    return np.sum(-np.log(picked)) / picked.size


def gradients(p, tokens, loss=loss):
    return tuple(derivative(p, tokens, name, loss) for name in NAMES)


def derivative(p, tokens, name, loss):
    moved = {each: array.astype(complex) for each, array in p.items()}
    slopes = np.empty(p[name].shape)
    for index in np.ndindex(slopes.shape):
        moved[name][index] += 1j * STEP
        slopes[index] = loss(moved, tokens).imag / STEP
        moved[name][index] = p[name][index]
    return slopes

"""Text by text, head in float64, gradients in a dictionary."""
import numpy as np


def log_softmax(z):
    m = z.max(-1, keepdims=True)
    return z - m - np.log(np.exp(z - m).sum(-1, keepdims=True))


def run(w, text):
    s, y = text[:-1], text[1:]
    T, D = len(s), w["E"].shape[1]
    x = w["E"][s] + w["P"][np.arange(T)]
    Q, K, V = (x @ w[n] for n in ("Wq", "Wk", "Wv"))
    S = Q @ K.T / D**0.5
    S[np.triu_indices(T, 1)] = -1e30
    A = np.exp(log_softmax(S))
    h = x + A @ V @ w["Wo"]
    u = h @ w["W1"]
    sig = 1 / (1 + np.exp(-u))
    z = h + (u * sig) @ w["W2"]
    lp = log_softmax(z @ w["U"])
    return s, y, x, Q, K, V, A, h, u, sig, z, lp


def loss(w, tokens):
    total = 0.0
    for text in tokens:
        _, y, *_, lp = run(w, text)
        total -= sum(lp[t, c] for t, c in enumerate(y))
    return total / tokens[:, 1:].size


def gradients(w, tokens):
    g = {n: np.zeros(a.shape) for n, a in w.items()}
    n = tokens[:, 1:].size
    for text in tokens:
        s, y, x, Q, K, V, A, h, u, sig, z, lp = run(w, text)
        T, D = x.shape
        d = np.exp(lp)
        d[np.arange(T), y] -= 1
        d /= n
        g["U"] += z.T @ d
        dz = d @ w["U"].T
        g["W2"] += (u * sig).T @ dz
        du = (dz @ w["W2"].T) * (sig + u * sig * (1 - sig))
        g["W1"] += h.T @ du
        dh = dz + du @ w["W1"].T
        g["Wo"] += (A @ V).T @ dh
        dav = dh @ w["Wo"].T
        dV = A.T @ dav
        dA = dav @ V.T
        dS = np.stack([(np.diag(a) - np.outer(a, a)) @ r for a, r in zip(A, dA)]) / D**0.5
        dQ, dK = dS @ K, dS.T @ Q
        dx = dh.copy()
        for name, dproj in (("Wq", dQ), ("Wk", dK), ("Wv", dV)):
            g[name] += x.T @ dproj
            dx += dproj @ w[name].T
        for t in range(T):
            g["E"][s[t]] += dx[t]
            g["P"][t] += dx[t]
    return g

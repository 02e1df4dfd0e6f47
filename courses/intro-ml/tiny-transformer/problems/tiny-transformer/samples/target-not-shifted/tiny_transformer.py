import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def forward(p, s):
    T, D = s.shape[1], p["E"].shape[1]
    x = p["E"][s] + p["P"][:T]
    q, k, v = x @ p["Wq"], x @ p["Wk"], x @ p["Wv"]
    scores = q @ k.swapaxes(1, 2) / np.sqrt(D)
    A = softmax(np.where(np.tri(T, dtype=bool), scores, -np.inf))
    a = A @ v
    h = x + a @ p["Wo"]
    u = h @ p["W1"]
    f = u * sigmoid(u)
    z = h + f @ p["W2"]
    return x, q, k, v, A, a, h, u, f, z, softmax(z @ p["U"])


def loss(params, tokens):
    y = forward(params, tokens[:, :-1])[-1]
    return -np.mean(np.log(np.take_along_axis(y, tokens[:, :-1, None], axis=-1)))


def outer(a, b):
    """Sum over texts and positions of the outer products."""
    return np.einsum("bti,btj->ij", a, b)


def gradients(params, tokens):
    p, s, targets = params, tokens[:, :-1], tokens[:, :-1]
    x, q, k, v, A, a, h, u, f, z, y = forward(p, s)
    B, T, D = x.shape
    dlogits = (y - np.eye(y.shape[-1])[targets]) / (B * T)
    dU, dz = outer(z, dlogits), dlogits @ p["U"].T

    dW2, df = outer(f, dz), dz @ p["W2"].T
    g = sigmoid(u)
    du = df * g * (1 + u * (1 - g))
    dW1, dh = outer(h, du), dz + du @ p["W1"].T

    dWo, da = outer(a, dh), dh @ p["Wo"].T
    dA, dv = da @ v.swapaxes(1, 2), A.swapaxes(1, 2) @ da
    dscores = A * (dA - (dA * A).sum(axis=-1, keepdims=True)) / np.sqrt(D)
    dq, dk = dscores @ k, dscores.swapaxes(1, 2) @ q
    dx = dh + dq @ p["Wq"].T + dk @ p["Wk"].T + dv @ p["Wv"].T

    dE, dP = np.zeros_like(p["E"]), np.zeros_like(p["P"])
    np.add.at(dE, s, dx)
    dP[:T] = dx.sum(axis=0)
    return dE, dP, outer(x, dq), outer(x, dk), outer(x, dv), dWo, dW1, dW2, dU

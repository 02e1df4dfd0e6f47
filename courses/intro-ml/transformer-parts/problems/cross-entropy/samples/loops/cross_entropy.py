def nll(logp, y, ignore=-100):
    rows = logp.reshape(-1, logp.shape[-1]).tolist()
    losses = [-row[c] for row, c in zip(rows, y.reshape(-1).tolist()) if c != ignore]
    return sum(losses) / len(losses) if losses else 0


def nll_backward(logp, y, ignore=-100):
    import numpy as np

    n = int((y != ignore).sum())
    out = np.zeros(logp.shape)
    for index in np.ndindex(y.shape):
        if y[index] != ignore:
            out[index + (y[index],)] = -1.0 / n
    return out

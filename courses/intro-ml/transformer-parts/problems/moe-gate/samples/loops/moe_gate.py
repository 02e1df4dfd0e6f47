import math


def gate(logits, k):
    idx, w = [], []
    for row in logits.tolist():
        order = sorted(range(len(row)), key=lambda e: row[e], reverse=True)[:k]
        top = row[order[0]]
        e = [math.exp(row[i] - top) for i in order]
        idx.append(order)
        w.append([v / sum(e) for v in e])
    return idx, w


def aux(logits, k):
    n, experts = logits.shape
    idx, _ = gate(logits, k)
    total = 0
    for e in range(experts):
        f = sum(row.count(e) for row in idx) / (n * k)
        p = 0
        for row in logits.tolist():
            m = max(row)
            p += math.exp(row[e] - m) / sum(math.exp(v - m) for v in row) / n
        total += f * p
    return experts * total

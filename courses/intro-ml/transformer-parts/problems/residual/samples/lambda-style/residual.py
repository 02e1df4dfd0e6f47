block = lambda x, f, norm: x + f(norm(x))
block_backward = lambda dy, df, dnorm: dnorm(df(dy)) + dy

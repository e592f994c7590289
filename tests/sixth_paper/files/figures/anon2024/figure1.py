# %% [markdown]
# # anon2024, Figure 1: the loss of gradient descent
#
# The paper, which does not exist, claims that the loss falls in every iteration.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 anon2024_figure1`). Settings: `config/papers/anon2024.yaml`.

# %%
import pandas as pd
from matplotlib.figure import Figure

from deeplinear.pages.notebook import run_figure, show_claims, show_settings
from deeplinear.papers.anon2024.looks import LOSS
from deeplinear.pictures.drawing import line_style

FIGURE = "figures/anon2024/figure1"

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def draw(losses: pd.DataFrame) -> Figure:
    """The loss on a logarithmic axis."""
    figure = Figure(figsize=(3.4, 2.4), layout="constrained")
    panel = figure.subplots()
    panel.semilogy("t", "loss", data=losses, **line_style(LOSS))
    panel.set(xlabel="iteration $t$", ylabel="loss")
    return figure


# %%
if __name__ == "__main__":
    run_figure(draw, FIGURE, losses=f"{FIGURE}.csv")

# %% [markdown]
# ## What to look at

# %%
show_claims(FIGURE)

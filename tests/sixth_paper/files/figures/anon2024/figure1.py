# %% [markdown]
# # anon2024, Figure 1: the loss of gradient descent
#
# The paper, which does not exist, claims that the loss falls in every iteration.
#
# This file runs as it is from the repository's root, and in Jupyter, once the data are there
# (`snakemake --cores 2 anon2024_figure1`). Settings: `config/papers/anon2024.yaml`.

# %%
import pandas as pd
from matplotlib.figure import Figure

from deeplinear.pages.notebook import at_root, run_figure, show_claims, show_settings
from deeplinear.pictures.drawing import save, style

FIGURE = "figures/anon2024/figure1"
at_root()

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
def main(
    *,
    losses: str = f"{FIGURE}.csv",
    pdf: str = f"{FIGURE}.pdf",
    svg: str = f"{FIGURE}.svg",
    png: str = f"{FIGURE}.png",
) -> None:
    style()
    figure = Figure(figsize=(3.4, 2.4), layout="constrained")
    panel = figure.subplots()
    panel.semilogy("t", "loss", data=pd.read_csv(losses), color="#0072b2", marker="o")
    panel.set(xlabel="iteration $t$", ylabel="loss")
    save(figure, pdf=pdf, svg=svg, png=png)


# %%
if __name__ == "__main__":
    run_figure(main, globals().get("snakemake"), FIGURE)

# %% [markdown]
# ## What to look at

# %%
show_claims(FIGURE)

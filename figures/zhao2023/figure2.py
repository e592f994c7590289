# %% [markdown]
# # zhao2023, Figure 2: orthogonal initialization
#
# The paper (section 4, "Numerical experiments", and appendix H) claims: in narrow networks the loss
# rises in some iterations; in wide ones it follows the loss of gradient descent on the convex
# problem with step size $\eta_* = N \eta / n_N$, started at the same end-to-end matrix.
#
# This file runs as it is from the repository's root, and in Jupyter, once the data are there
# (`snakemake --cores 2 figures/zhao2023/figure2.csv`). Settings: `config/papers/zhao2023.yaml`.

# %%
import pandas as pd

from deeplinear.pages.notebook import at_root, run_figure, show, show_claims, show_settings
from deeplinear.papers.zhao2023.loss_comparison import beside_convex
from deeplinear.pictures.drawing import loss_panels, save, style

# Or figures/zhao2023/figure2-stated or figures/zhao2023/figure2-bands: then run all cells again.
FIGURE = "figures/zhao2023/figure2"
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
    save(loss_panels(pd.read_csv(losses)), pdf=pdf, svg=svg, png=png)


# %%
if __name__ == "__main__":
    run_figure(main, globals().get("snakemake"), FIGURE)

# %% [markdown]
# ## What to look at
#
# The deep network's loss beside the convex problem's, by width: does it rise in the narrowest
# network, and how far apart are the two in the widest?

# %%
show(beside_convex, f"{FIGURE}.csv")

# %% [markdown]
# One run may be luck. The same on many seeds:

# %%
show_claims(FIGURE)

# %% [markdown]
# # zhao2023, Figure 2: orthogonal initialization
#
# The paper (section 4, "Numerical experiments", and appendix H) claims: in narrow networks the loss
# rises in some iterations; in wide ones it follows the loss of gradient descent on the convex
# problem with step size $\eta_* = N \eta / n_N$, started at the same end-to-end matrix.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 figures/zhao2023/figure2.csv`). Settings: `config/papers/zhao2023.yaml`.

# %%
from deeplinear.pages.notebook import run_figure, show, show_claims, show_settings
from deeplinear.papers.zhao2023.drawing import loss_panels
from deeplinear.papers.zhao2023.loss_comparison import beside_convex

# Or figures/zhao2023/figure2-stated or figures/zhao2023/figure2-bands: then run all cells again.
FIGURE = "figures/zhao2023/figure2"

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure

# %%
if __name__ == "__main__":
    run_figure(loss_panels, FIGURE, losses=f"{FIGURE}.csv")

# %% [markdown]
# ## What to look at
#
# The deep network's loss beside the convex problem's, by width: does it rise in the narrowest
# network, and how far apart are the two in the widest?

# %%
show(beside_convex, f"{FIGURE}.csv")

# %% [markdown]
# A single run may be a coincidence. The same claims over many seeds:

# %%
show_claims(FIGURE)

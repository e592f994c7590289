# %% [markdown]
# # xu2023, Figure 2: the loss and its bound
#
# The paper (section 4.2) claims: the bound (37) follows the loss, and both fall the faster the
# larger $\alpha_0 / \beta_0$ is. Each title has the mean of this ratio over the runs. Bands are one
# standard deviation over the runs; on a logarithmic axis a band has no lower half where the
# deviation exceeds the mean.
#
# Where $\hat\rho$ and $\rho$ have their minima beyond $\eta_{\max}$ (equation 30) both take
# $\eta_{\max}$, and their losses coincide.
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 figures/xu2023/figure2.csv`). Settings: `config/papers/xu2023.yaml`.

# %%
import pandas as pd

from deeplinear.pages.notebook import run_figure, show, show_claims, show_settings
from deeplinear.papers.xu2023.drawing import tightness_panels

# Or figures/xu2023/figure2-stated: then run all cells again.
FIGURE = "figures/xu2023/figure2"

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
if __name__ == "__main__":
    run_figure(tightness_panels, FIGURE, losses=f"{FIGURE}.csv")

# %% [markdown]
# ## What to look at
#
# By panel and schedule: the ratio over the panel beside the printed one, and how far the bound is
# above the loss in the last iteration.


# %%
def by_panel(losses: str, published: str) -> pd.DataFrame:
    """Ratio, ours and printed, and the last loss and bound as powers of ten."""
    panels = ["sigma", "alpha_0_over_beta_0", "schedule"]
    last = pd.read_csv(losses).groupby(panels, sort=False)[["log10_loss", "log10_bound"]].last()
    printed = pd.read_csv(published).set_index("sigma")["alpha_0_over_beta_0"]
    table = last.add_prefix("last ").round(2).reset_index()
    table.insert(2, "printed", table["sigma"].map(printed))
    return table.round({"alpha_0_over_beta_0": 3})


show(by_panel, f"{FIGURE}.csv", "published/xu2023/figure2.csv")

# %% [markdown]
# A single run may be a coincidence. The same claims over many seeds:

# %%
show_claims(FIGURE)

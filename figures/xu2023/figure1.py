# %% [markdown]
# # xu2023, Figure 1: six schedules from a balanced start
#
# The paper (section 4.1) claims: the step sizes of Algorithm 1 are larger than those of Arora et
# al. (equation 142) and Du et al. (equation 141), and the loss falls much faster; $\hat\rho$ and
# $\rho$ are faster than $f(\eta, t)$ and $f(\eta, 0)$. Bands are one standard deviation over the
# runs; on a logarithmic axis a band has no lower half where the deviation exceeds the mean.
#
# ASSUME: step sizes are summarized over the runs as the losses are; the paper does not say. (The
# released code draws those of the first run.)
#
# Run this file from the repository's root, or open it in Jupyter, once its data exist
# (`snakemake --cores 2 figures/xu2023/figure1.csv`). Settings: `config/papers/xu2023.yaml`.

# %%
import pandas as pd

from deeplinear.pages.notebook import run_figure, show, show_claims, show_settings
from deeplinear.papers.xu2023.drawing import schedule_panels

# Or figures/xu2023/figure1-stated: then run all cells again.
FIGURE = "figures/xu2023/figure1"

# %% [markdown]
# ## Settings

# %%
show_settings(FIGURE)

# %% [markdown]
# ## The figure


# %%
if __name__ == "__main__":
    run_figure(schedule_panels, FIGURE, losses=f"{FIGURE}.csv")

# %% [markdown]
# ## What to look at
#
# By schedule, from slow to fast: where the loss begins and ends, and between which values the step
# size moves. Are the schedules of Algorithm 1 the last four, and rho_hat and rho the last two?


# %%
def by_schedule(losses: str) -> pd.DataFrame:
    """First and last loss, least and largest step size, as powers of ten."""
    curves = pd.read_csv(losses).groupby("schedule", sort=False)
    columns = {
        "first log10 loss": curves["log10_loss"].first(),
        "last log10 loss": curves["log10_loss"].last(),
        "least log10 step size": curves["log10_step_size"].min(),
        "largest log10 step size": curves["log10_step_size"].max(),
    }
    table = pd.DataFrame(columns).sort_values("last log10 loss", ascending=False)
    return table.round(2).reset_index()


show(by_schedule, f"{FIGURE}.csv")

# %% [markdown]
# A single run may be a coincidence. The same claims over many seeds:

# %%
show_claims(FIGURE)

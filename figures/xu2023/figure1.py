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
# This file runs as it is from the repository's root once the data are there
# (`snakemake --cores 2 figures/xu2023/figure1.csv`). Settings: `config/papers/xu2023.yaml`.

# %%
import pandas as pd

from deeplinear.job import run_figure
from deeplinear.plotting import save, style
from deeplinear.xu2023_plots import schedule_panels

FIGURE = "figures/xu2023/figure1"


def main(
    *,
    losses: str = f"{FIGURE}.csv",
    pdf: str = f"{FIGURE}.pdf",
    svg: str = f"{FIGURE}.svg",
    png: str = f"{FIGURE}.png",
) -> None:
    style()
    save(schedule_panels(pd.read_csv(losses)), pdf=pdf, svg=svg, png=png)


# %%
if __name__ == "__main__":
    run_figure(main, globals().get("snakemake"))

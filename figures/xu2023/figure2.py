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
# This file runs as it is from the repository's root once the data are there
# (`snakemake --cores 2 figures/xu2023/figure2.csv`). Settings: `config/papers/xu2023.yaml`.

# %%
import pandas as pd

from deeplinear.job import run_figure
from deeplinear.plotting import save, style
from deeplinear.xu2023_plots import tightness_panels

FIGURE = "figures/xu2023/figure2"


def main(
    *,
    losses: str = f"{FIGURE}.csv",
    pdf: str = f"{FIGURE}.pdf",
    svg: str = f"{FIGURE}.svg",
    png: str = f"{FIGURE}.png",
) -> None:
    style()
    save(tightness_panels(pd.read_csv(losses)), pdf=pdf, svg=svg, png=png)


# %%
if __name__ == "__main__":
    run_figure(main, globals().get("snakemake"))

# %% [markdown]
# # zhao2023, Figure 2: orthogonal initialization
#
# The paper (section 4, "Numerical experiments", and appendix H) claims: in narrow networks the loss
# rises in some iterations; in wide ones it follows the loss of gradient descent on the convex
# problem with step size $\eta_* = N \eta / n_N$, started at the same end-to-end matrix.
#
# This file runs as it is from the repository's root once the data are there
# (`snakemake --cores 2 figures/zhao2023/figure2.csv`). Settings: `config/papers/zhao2023.yaml`.

# %%
import pandas as pd

from deeplinear.job import run_figure
from deeplinear.plotting import loss_panels, save, style

FIGURE = "figures/zhao2023/figure2"


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
    run_figure(main, globals().get("snakemake"))

# Compares changes.csv and trends.csv of a release with what R makes of the published rows of all waves.
# Usage: Rscript against-r-series.R <folder>: all-waves.csv, and changes.csv, trends.csv of the newest wave
suppressPackageStartupMessages(library(metafor))
folder <- commandArgs(trailingOnly = TRUE)[1]
table_of <- function(name) read.csv(file.path(folder, paste0(name, ".csv")), stringsAsFactors = FALSE)
rows <- subset(table_of("all-waves"), !is.na(estimate))
changes <- table_of("changes")
trends <- table_of("trends")
newest <- trends$wave[1]
back <- function(wave, quarters) {
  at <- as.integer(substr(wave, 1, 4)) * 4 + as.integer(substr(wave, 7, 7)) - 1 - quarters
  sprintf("%d-Q%d", at %/% 4, at %% 4 + 1)
}

key <- c("indicator", "group_by", "group")
wanted <- do.call(rbind, lapply(c(1, 4), function(quarters) merge(
  subset(rows, wave == newest), subset(rows, wave == back(newest, quarters)), by = key, suffixes = c("", ".before"))))
both <- merge(changes, wanted, by.x = c("wave", "against", key), by.y = c("wave", "wave.before", key), suffixes = c("", ".row"))
stopifnot(nrow(changes) == nrow(wanted), nrow(both) == nrow(wanted), length(unique(changes$against)) == 2, changes$break. == "false")

degrees <- both$base + both$base.before - 2
difference <- both$estimate - both$estimate.before
error <- sqrt(both$std_error^2 + both$std_error.before^2)
reach <- qt(0.975, degrees) * error
equivalent <- pmax(pt((difference + 0.03) / error, degrees, lower.tail = FALSE), pt((0.03 - difference) / error, degrees, lower.tail = FALSE))
verdict <- ifelse(is.na(error), "cannot_tell",
  ifelse(difference - reach > 0 & difference >= 0.03 - 1e-12, "higher",
    ifelse(difference + reach < 0 & difference <= -0.03 + 1e-12, "lower",
      ifelse(equivalent < 0.05, "about_the_same", "cannot_tell"))))
expected <- list(
  difference = difference, ci_low = difference - reach, ci_high = difference + reach,
  p_value = 2 * pt(-abs(difference / error), degrees))
differs <- sum(both$verdict != verdict)
for (name in names(expected)) {
  wrong <- is.na(both[[name]]) != is.na(expected[[name]]) | abs(both[[name]] - expected[[name]]) > 0.5e-4 + 1e-9
  differs <- differs + sum(wrong, na.rm = TRUE)
}

# A line through each indicator's waves, by metafor.
everybody <- subset(rows, group_by == "all" & estimate > 0 & estimate < 1 & !is.na(std_error))
everybody$number <- as.integer(substr(everybody$wave, 7, 7))
everybody$years <- as.integer(substr(everybody$wave, 1, 4)) + (everybody$number - 1) / 4
slopes <- 0
for (i in seq_len(nrow(trends))) {
  row <- trends[i, ]
  series <- subset(everybody, indicator == row$indicator)
  if (nrow(series) < 8) {
    differs <- differs + (row$status != "too_few_waves" || row$waves != nrow(series) || !is.na(row$slope_per_year))
    next
  }
  series$number <- factor(series$number)
  fit <- rma(qlogis(estimate), (std_error / (estimate * (1 - estimate)))^2, mods = ~ years + number, data = series,
    method = "DL", test = "knha")
  ours <- unlist(row[c("waves", "slope_per_year", "ci_low", "ci_high", "p_value", "between_wave_sd")])
  theirs <- c(nrow(series), fit$beta[2], fit$ci.lb[2], fit$ci.ub[2], fit$pval[2], sqrt(fit$tau2))
  differs <- differs + (row$status != "published") + sum(is.na(ours) | abs(ours - theirs) > 0.5e-4 + 1e-9)
  slopes <- slopes + 1
}
cat(sprintf("%d changes (%s) and %d trends (%d slopes) of %d waves compared with R's metafor %s: %d differences\n", nrow(both),
  paste(sprintf("%d %s", table(verdict), names(table(verdict))), collapse = ", "), nrow(trends), slopes,
  length(unique(rows$wave)), packageVersion("metafor"), differs))
if (differs > 0 || slopes == 0 || length(unique(verdict)) < 2) quit(status = 1)

# Compares changes.csv and trends.csv of a release with what R makes of the published rows of all waves.
# Usage: Rscript against-r-series.R <folder>: all-waves.csv, and changes.csv, trends.csv of the newest wave
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

# Too few waves for a line: which there are is all that a row says.
everybody <- subset(rows, group_by == "all" & estimate > 0 & estimate < 1 & !is.na(std_error))
lines <- table(factor(everybody$indicator, trends$indicator))
differs <- differs + sum(trends$waves != lines[trends$indicator] | trends$status != "too_few_waves" | !is.na(trends$slope_per_year))
cat(sprintf("%d changes (%s) and %d trends of %d waves compared with R: %d differences\n", nrow(both),
  paste(sprintf("%d %s", table(verdict), names(table(verdict))), collapse = ", "), nrow(trends), length(unique(rows$wave)), differs))
if (differs > 0 || length(unique(verdict)) < 2) quit(status = 1)

# Compares a wave's release with R's survey package, row by row, from what the students answered.
# Usage: Rscript against-r.R answers.csv <folder of the survey> <folder of the release>
# answers.csv: the response's id, then a column an item; "-" not asked, empty no answer, options of a multi-choice item
# joined by "+".
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
source(file.path(here, "calibrate.R"))
library(jsonlite)
library(digest)

files <- commandArgs(trailingOnly = TRUE)
answers <- read.csv(files[1], colClasses = "character", na.strings = character(), check.names = FALSE)
population <- fromJSON(file.path(files[2], "population.json"), simplifyVector = FALSE)
reporting <- fromJSON(file.path(files[2], "indicators.json"), simplifyVector = FALSE)
instrument <- fromJSON(file.path(files[2], "instrument.json"), simplifyVector = FALSE)
indicators <- reporting$indicators
table_of <- function(name) read.csv(file.path(files[3], paste0(name, ".csv")), stringsAsFactors = FALSE)
rows <- table_of("estimates")
release <- fromJSON(file.path(files[3], "release.json"), simplifyVector = FALSE)
n <- nrow(answers)

# Who gave no answer of known population gets that of somebody drawn among those who did and share the other known ones
# (else among all): written again from the words of the method. The options' order is that of instrument.json, which
# population.json keeps. The row's key is the first 16 bytes of SHA-256 of the id's bytes.
sha256 <- function(of) digest(of, "sha256", serialize = FALSE)
bytes <- function(hex) strtoi(substring(hex, seq(1, nchar(hex), 2), seq(2, nchar(hex), 2)), 16L)
options_of <- lapply(population$margins, function(margin) unlist(lapply(margin$categories, `[[`, "options")))
names(options_of) <- sapply(population$margins, `[[`, "item")
given <- answers[names(options_of)]
is_known <- as.data.frame(Map(function(column, options) column %in% options, given, options_of))
for (i in which(rowSums(is_known) < length(options_of))) {
  key <- substr(sha256(as.raw(bytes(answers$id[i]))), 1, 32)
  alike <- Reduce(`&`, lapply(names(given)[unlist(is_known[i, ])], function(item) given[[item]] == given[[item]][i]), rep(TRUE, n))
  for (item in names(given)[!unlist(is_known[i, ])]) {
    donors <- if (any(alike & is_known[[item]])) alike & is_known[[item]] else is_known[[item]]
    counts <- table(factor(given[[item]][donors], levels = options_of[[item]]))
    fraction <- sum(bytes(substr(sha256(paste(rows$wave[1], item, key, sep = "/")), 1, 16)) / 256^(1:8))
    answers[[item]][i] <- options_of[[item]][which(cumsum(counts) > floor(fraction * sum(counts)))[1]]
  }
}
completed <- sapply(is_known, function(column) 5 * floor(sum(!column) / 5 + 0.5))
stopifnot(identical(
  paste(names(completed), completed),
  sapply(release$completed, function(one) paste(one$item, one$respondents))
))

# Derived variables, written again by hand from the codebook's words.
happened <- c("once", "some", "many")
five <- answers[c("no_food_or_sleep", "missed_online", "online_no_interest", "less_time_people", "could_not_stop")]
hits <- rowSums(sapply(five, function(a) a %in% c("some", "many")))
answers$signs_of_excess <- ifelse(rowSums(five == "-") == 5, "-",
  ifelse(hits >= 3, "yes", ifelse(rowSums(five == "" | five == "-") == 0, "no", "")))
contact <- answers$online_contact
met <- answers$online_contact_met
answers$met_online_contact <- ifelse(contact == "-", "-", ifelse(contact == "never", "no",
  ifelse(met %in% c("with_someone", "alone"), "yes", ifelse(met == "no", "no", ""))))
photo <- answers$online_contact_photo
answers$sent_photo_online_contact <- ifelse(contact == "-", "-", ifelse(contact == "never", "no",
  ifelse(photo %in% happened, "yes", ifelse(photo == "never", "no", ""))))
has <- function(column, option) sapply(strsplit(column, "+", fixed = TRUE), function(marked) option %in% marked)
kinds <- answers$game_kinds
answers$game_leaning <- ifelse(kinds %in% c("-", ""), kinds,
  ifelse(has(kinds, "conflict") & has(kinds, "chance"), "both", ifelse(has(kinds, "conflict"), "conflict_only",
    ifelse(has(kinds, "chance"), "chance_only", "neither"))))
any_but <- function(column, none) ifelse(column %in% c("-", ""), column, ifelse(has(column, none), "no", "yes"))
answers$bets <- any_but(answers$bet_kinds, "none")
answers$asked_for_images <- any_but(answers$images_asked_by, "nobody")
answers$threatened_with_images <- any_but(answers$images_threats_by, "nobody")

weighted <- weigh(population$margins, answers, population$total)
design <- weighted$design
cat(sprintf("weights: %s by %s\n", weighted$method, paste(weighted$margins, collapse = ", ")))

breakdowns <- setNames(reporting$breakdowns, sapply(reporting$breakdowns, function(by) by$id))
# Each part of an item: the name it has in the files, and who is in it.
parts_of <- function(item) {
  margin <- Filter(function(margin) item %in% c(margin$item, margin$coarser$id), population$margins)[[1]]
  parts <- if (margin$item == item) as.list(setNames(nm = options_of[[item]])) else
    setNames(lapply(coarse(margin)$categories, `[[`, "options"), sapply(margin$coarser$groups, `[[`, "id"))
  names(parts) <- ifelse(grepl("[0-9]", names(parts)), paste0(item, "_", gsub("-", "_", names(parts))), names(parts))
  lapply(parts, function(options) answers[[margin$item]] %in% options)
}
groups_of <- lapply(breakdowns, function(by) {
  groups <- list(all = rep(TRUE, n))
  for (item in unlist(by$items)) groups <- do.call(c, lapply(names(groups), function(name) {
    parts <- lapply(parts_of(item), `&`, groups[[name]])
    if (name == "all") parts else setNames(parts, paste(name, names(parts), sep = "_"))
  }))
  groups
})
split_group <- function(row) groups_of[[row$group_by]][[row$group]]

worst <- 0
compared <- 0
exactly <- 0
fitted <- 0
complain <- function(row, what, theirs, ours) {
  cat(sprintf("%s: %s is %s, R says %s\n", paste(unlist(row[2:4]), collapse = " "), what, ours, theirs))
  worst <<- worst + 1
}
same <- function(row, what, theirs, decimals = 4) {
  ours <- row[[what]]
  # Half a unit of the last decimal, and what a last bit can move across it.
  if (is.na(ours) || abs(ours - theirs) > 0.5 * 10^-decimals + 1e-9 * max(1, abs(theirs))) complain(row, what, theirs, ours)
}
# What five respondents stand for, in whole hundreds.
step <- 100 * ceiling(5 * mean(weights(design)) / 100)
stopifnot(identical(as.numeric(release$weights$peopleStep), step))
wanted <- setNames(indicators, sapply(indicators, function(indicator) indicator$id))
of_indicator <- local({
  known <- list()
  function(id) {
    if (is.null(known[[id]])) {
      indicator <- wanted[[id]]
      column <- answers[[indicator$variable]]
      base <- column != "-" & column != ""
      marked <- sapply(strsplit(column, "+", fixed = TRUE), function(marked) any(unlist(indicator$yes) %in% marked))
      known[[id]] <<- list(asked = column != "-", base = base, yes = base & marked)
    }
    known[[id]]
  }
})
in_r <- 0
for (i in seq_len(nrow(rows))) {
  row <- rows[i, ]
  if (!row$status %in% c("published", "exact_interval")) next
  says <- of_indicator(row$indicator)
  group <- split_group(row)
  asked <- group & says$asked
  base <- group & says$base
  yes <- group & says$yes
  design$variables$yes <- as.numeric(yes)
  in_r <- in_r + system.time({
    part <- design[base, ]
    mean <- svymean(~yes, part)
    p <- unname(coef(mean)); se <- unname(SE(mean))
  }, gcFirst = FALSE)[["elapsed"]]
  same(row, "estimate", p)
  if (abs(row$base - sum(base)) > 2.5) complain(row, "base", sum(base), row$base)
  weights <- weights(design)
  people <- p * sum(weights[asked])
  if (abs(row$people - people) > step / 2 + 1e-9 * people) complain(row, "people", people, row$people)
  if (abs(row$n_eff - kish(weights[base])) > 2.5 + 1e-6) complain(row, "n_eff", kish(weights[base]), row$n_eff)
  if (row$status == "published") {
    same(row, "std_error", se)
    half <- qt(0.975, sum(base) - 1) * se / (p * (1 - p))
    interval <- plogis(qlogis(p) + c(-half, half))
    # The package's own interval is slow: every 25th row shows that the short form is the same. On some small groups its
    # logistic fit runs away, which its own estimate then shows: no interval to compare with.
    if (compared %% 25 == 0) {
      package <- svyciprop(~yes, part, method = "logit")
      if (abs(coef(package) - p) < 1e-6) {
        stopifnot(max(abs(as.vector(attr(package, "ci")) - interval)) < 1e-7)
        fitted <- fitted + 1
      }
    }
  } else {
    interval <- exact_interval(all(yes[base]), kish(weights[base]))
    exactly <- exactly + 1
  }
  same(row, "ci_low", interval[1])
  same(row, "ci_high", interval[2])
  compared <- compared + 1
}
cat(sprintf("%d published rows (%d exact) of %d compared with R's survey %s, %d of %d responses completed: %d differences\n",
  compared, exactly, nrow(rows), packageVersion("survey"), sum(rowSums(is_known) < length(options_of)), n, worst))
cat(sprintf("R took %.1f s for the means and errors of these rows\n", in_r))
if (compared == 0 || fitted < compared / 35) quit(status = 1)

source(file.path(here, "against-r-files.R"), local = TRUE)
source(file.path(here, "against-r-analyses.R"), local = TRUE)
cat(sprintf("%d differences in all\n", worst))
if (worst > 0) quit(status = 1)

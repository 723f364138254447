# The other tables of a release, compared row by row. Sourced by against-r.R, with what it has made.

# Fits from where a first fit ended: R's covariance is that of the step before the last.
to_the_end <- glm.control(epsilon = 1e-16, maxit = 40)
at_rest <- function(fit) withCallingHandlers(fit, warning = function(w) {
  if (grepl("did not converge|zero weight", conditionMessage(w))) invokeRestart("muffleWarning")
})
w <- weights(design)
asked_items <- unlist(lapply(instrument$sections, `[[`, "items"), recursive = FALSE)
options_in <- function(item) if (!is.null(item$scale)) instrument$scales[[item$scale]] else item$options
shown <- function(table) Filter(function(row) row$status == "published", split(table, seq_len(nrow(table))))

chi_square <- function(r, k) {
  r[is.na(k)] <- NA
  k[is.na(r)] <- NA
  design$variables$r <- droplevels(r)
  design$variables$k <- droplevels(k)
  test <- svychisq(~r + k, design, statistic = "F")
  weighted <- svytable(~r + k, design)
  pearson <- suppressWarnings(chisq.test(weighted, correct = FALSE))$statistic
  list(f = test$statistic, df1 = test$parameter[1], df2 = test$parameter[2], p = unname(test$p.value),
    v = sqrt(pearson / sum(weighted) / (min(dim(weighted)) - 1)), base = sum(!is.na(r)))
}
same_test <- function(row, test) {
  same(row, "f", unname(test$f))
  same(row, "df1", unname(test$df1), 2)
  same(row, "df2", unname(test$df2), 2)
  same(row, "p_value", test$p)
  test$p
}
factor_of <- function(id) {
  says <- of_indicator(id)
  factor(ifelse(says$base, ifelse(says$yes, "yes", "no"), NA), c("no", "yes"))
}

# Each group beside the rest of its base: the difference of two ratios. Every 80th by svyglm itself, which is slow.
# What it finds is kept for the priorities.
found <- list()
compare <- function(row, by_hand) {
  says <- of_indicator(row$indicator)
  inside <- says$base & split_group(row)
  outside <- says$base & !inside
  p <- c(sum(w[inside & says$yes]) / sum(w[inside]), sum(w[outside & says$yes]) / sum(w[outside]))
  design$variables$z <- inside * (says$yes - p[1]) / sum(w[inside]) - outside * (says$yes - p[2]) / sum(w[outside])
  se <- unname(SE(svytotal(~z, design))[1])
  degrees <- sum(says$base) - 2
  if (!by_hand) {
    design$variables$y <- as.numeric(says$yes)
    design$variables$inside <- as.numeric(inside)
    fit <- at_rest(svyglm(y ~ inside, design[says$base, ]))
    stopifnot(fit$df.residual == degrees, abs(coef(fit)[2] - (p[1] - p[2])) < 1e-9, abs(SE(fit)[2] / se - 1) < 1e-9)
  }
  same(row, "difference", p[1] - p[2])
  same(row, "ci_low", p[1] - p[2] - qt(0.975, degrees) * se)
  same(row, "ci_high", p[1] - p[2] + qt(0.975, degrees) * se)
  p_value <- 2 * pt(-abs((p[1] - p[2]) / se), degrees)
  same(row, "p_value", p_value)
  found[[length(found) + 1]] <<- list(
    indicator = row$indicator, group_by = row$group_by, group = row$group, share = p[1], p = p_value,
    difference = p[1] - p[2] + qt(0.975, degrees) * se * c(low = -1, at = 0, high = 1),
    asked = sum(w[split_group(row) & says$asked]))
  p_value
}
comparisons <- shown(table_of("comparisons"))
p_values <- c()
for (i in seq_along(comparisons)) {
  row <- comparisons[[i]]
  p_values <- c(p_values, if (row$group != "overall") compare(row, i %% 80 != 1) else {
    groups <- groups_of[[row$group_by]]
    member <- Reduce(function(found, name) ifelse(groups[[name]], name, found), names(groups), rep(NA, n))
    same_test(row, chi_square(factor(member, names(groups)), factor_of(row$indicator)))
  })
}

associations <- shown(table_of("associations"))
side <- function(side) {
  if (!is.null(side$indicator)) return(factor_of(side$indicator))
  column <- answers[[side$variable]]
  factor(ifelse(column %in% c("-", ""), NA, column))
}
declared <- setNames(reporting$associations, sapply(reporting$associations, `[[`, "id"))
for (row in associations) {
  table <- declared[[row$association]]
  counts <- table(side(table$rows), side(table$columns))
  if (any(counts > 0 & counts < 10)) complain(row, "status", "a small cell", row$status)
  test <- chi_square(side(table$rows), side(table$columns))
  p_values <- c(p_values, same_test(row, test))
  same(row, "cramers_v", unname(test$v), 2)
  if (abs(row$base - test$base) > 2.5) complain(row, "base", test$base, row$base)
}
# Over all tests that are shown, in both files.
adjusted <- p.adjust(p_values, "BH")
for (i in seq_along(adjusted)) same(c(comparisons, associations)[[i]], "q_value", adjusted[i])

# Groups that are clearly worse off: of each indicator the worst first, then its others.
directions <- sapply(wanted, `[[`, "good")
is_fine <- sapply(breakdowns, function(by) any(unlist(by$items) %in% unlist(lapply(population$margins, function(margin)
  if (!is.null(margin$coarser)) margin$item))))
for (i in seq_along(found)) {
  at <- which(sapply(comparisons, `[[`, "group") != "overall")[i]
  sign <- c(up = -1, down = 1, none = 0)[[directions[[found[[i]]$indicator]]]]
  found[[i]]$q <- adjusted[at]
  found[[i]]$worse <- sign * found[[i]]$difference[["at"]]
  found[[i]]$at_least <- found[[i]]$asked * min(sign * found[[i]]$difference)
}
worse <- Filter(function(one) !is_fine[[one$group_by]] && one$q < 0.05 && one$worse >= 0.05 - 1e-12, found)
worse <- worse[order(-sapply(worse, `[[`, "at_least"))]
of <- sapply(worse, `[[`, "indicator")
worse <- worse[order(match(of, unique(of)))]
priorities <- table_of("priorities")
name_of <- function(one) paste(one$indicator, one$group_by, one$group)
if (!identical(paste(priorities$rank, name_of(priorities)), paste(match(of, unique(of))[order(match(of, unique(of)))], sapply(worse, name_of)))) {
  cat("priorities.csv has other rows than R, or in another order\n")
  worst <- worst + 1
} else for (i in seq_along(worse)) {
  row <- priorities[i, ]
  same(row, "estimate", worse[[i]]$share)
  same(row, "points_worse", 100 * worse[[i]]$worse, 2)
  same(row, "q_value", worse[[i]]$q)
  people <- worse[[i]]$asked * worse[[i]]$worse
  if (abs(row$people - people) > step / 2 + 1e-9 * people) complain(row, "people", people, row$people)
  if (abs(row$people_low - worse[[i]]$at_least) > step / 2 + 1e-9 * people)
    complain(row, "people_low", worse[[i]]$at_least, row$people_low)
}

# Holm over the headlines that are shown, a breakdown at a time.
headlines <- unlist(lapply(reporting$headlines, function(headline) Filter(function(id)
  identical(id, headline$indicator) || identical(wanted[[id]]$variable, headline$variable), names(wanted))))
overall <- Filter(function(i) comparisons[[i]]$group == "overall" && comparisons[[i]]$indicator %in% headlines, seq_along(comparisons))
by <- sapply(comparisons[overall], `[[`, "group_by")
holm <- ave(p_values[overall], by, FUN = function(p) p.adjust(p, "holm"))
said <- Filter(function(one) !is.null(one$pHolm), release$analyses$headlines)
key <- function(one) paste(if (is.null(one$groupBy)) one$group_by else one$groupBy, one$indicator)
stopifnot(setequal(sapply(said, key), sapply(comparisons[overall], key)))
for (i in seq_along(overall)) {
  one <- Filter(function(one) key(one) == key(comparisons[[overall[i]]]), said)[[1]]
  same(list(wave = "", one$indicator, one$groupBy, "Holm", pHolm = one$pHolm), "pHolm", holm[i])
}

# How it was answered, unweighted: which responses, and which of them, of everybody and of each area.
items <- Filter(function(item) !item$id %in% names(options_of), asked_items)
said_to <- as.matrix(answers[sapply(items, `[[`, "id")])
was_asked <- said_to != "-"
is_blank <- said_to == ""
last_of <- max.col(was_asked, ties.method = "last")
batteries <- lapply(Filter(function(one) !is.null(one$count), instrument$derived), function(one) unlist(one$count$items))
full <- lapply(batteries, function(battery) rowSums(was_asked[, battery] & !is_blank[, battery]) == length(battery))
alike <- Map(function(battery, full) full & rowSums(said_to[, battery] == said_to[, battery[1]]) == length(battery), batteries, full)
several <- lapply(Filter(function(item) item$kind == "multi", items), function(item) {
  together <- unlist(lapply(Filter(function(option) !isTRUE(option$exclusive), options_in(item)), function(option)
    if (is.list(option)) option$id else option))
  if (length(together) < 2) return(NULL)
  said <- said_to[, item$id]
  list(any = !said %in% c("", "-"), every = Reduce(`&`, lapply(together, function(option) has(said, option))))
})
several <- Filter(Negate(is.null), several)
either <- function(list, what) Reduce(`|`, lapply(list, function(one) if (is.null(what)) one else one[[what]]))
measured <- list(
  completed = list(of = rep(1, n), yes = rowSums(was_asked) > 0 & !is_blank[cbind(seq_len(n), last_of)]),
  blank = list(of = rowSums(was_asked), yes = rowSums(is_blank)),
  same_answers = list(of = either(full, NULL), yes = either(alike, NULL)),
  every_option = list(of = either(several, "any"), yes = either(several, "every")))
is_few <- function(count) count > 0 & count < 10
is_small <- function(of, yes) of < 30 | is_few(yes) | is_few(of - yes)
quality <- table_of("quality")
for (measure in names(measured)) for (by in unique(quality$group_by)) {
  counts <- sapply(groups_of[[by]], function(group) c(sum(group), sum(measured[[measure]]$of[group]), sum(measured[[measure]]$yes[group])))
  held <- any(counts[1, ] > 0 & (counts[1, ] < 30 | is_small(counts[2, ], counts[3, ])))
  for (group in colnames(counts)) {
    row <- quality[quality$measure == measure & quality$group_by == by & quality$group == group, ]
    stopifnot(nrow(row) == 1)
    if (is.na(row$value) != (held || counts[2, group] == 0)) complain(row, "value", "held back or not", row$value)
    if (!is.na(row$value)) same(row, "value", counts[3, group] / counts[2, group], 2)
  }
}
# Repeated responses are estimated by a sketch, of everybody alone: none was sent twice.
repeated <- quality[quality$measure == "repeated", ]
stopifnot(nrow(repeated) == 1, is.na(repeated$value) || repeated$value == 0)
stopifnot(nrow(quality) == 1 + length(measured) * sum(sapply(groups_of[unique(quality$group_by)], length)))
for (one in release$analyses$blank) {
  counts <- c(sum(was_asked[, one$item]), sum(is_blank[, one$item]))
  held <- is_small(counts[1], counts[2]) || is_few(n - counts[1])
  row <- list(wave = "", one$item, "", "blank", share = one$share)
  if (is.null(one$share) != held) complain(row, "share", "held back or not", one$share)
  if (!is.null(one$share)) same(row, "share", counts[2] / counts[1], 2)
}
stopifnot(length(release$analyses$blank) == length(items))
cat(sprintf("%d priorities, %d p-values by Holm, %d measures of quality and %d shares left blank compared with R\n",
  length(worse), length(overall), sum(!is.na(quality$value)), length(release$analyses$blank)))
if (length(worse) == 0 || length(overall) == 0 || all(is.na(quality$value))) quit(status = 1)

# A level as the files name it.
level_of <- function(item, option) ifelse(grepl("[0-9]", option), paste0(item, "_", gsub("-", "_", option)), option)
models <- table_of("models")
declared <- setNames(reporting$models, sapply(reporting$models, `[[`, "id"))
# In the order of the questionnaire, which decides the reference.
scaled <- function(id) {
  item <- Filter(function(one) one$id == id, c(asked_items, instrument$derived))[[1]]
  sapply(options_in(item), function(option) if (is.list(option)) option$id else option)
}
fitted_models <- 0
for (id in unique(models$model[models$status == "published"])) {
  model <- declared[[id]]
  names <- sapply(model$predictors, function(one) if (is.null(one$indicator)) one$variable else one$indicator)
  values <- setNames(lapply(model$predictors, function(one) {
    value <- side(one)
    if (is.null(one$indicator)) factor(value, intersect(scaled(one$variable), levels(value))) else value
  }), names)
  inside <- Reduce(`&`, lapply(values, function(value) !is.na(value)), !is.na(side(model$outcome)))
  for (name in names) {
    value <- values[[name]]
    value[!inside] <- value[inside][1]
    design$variables[[name]] <- droplevels(value)
  }
  design$variables$y <- ifelse(inside, as.integer(side(model$outcome) == "yes"), 0)
  part <- design[inside, ]
  fit_of <- function(terms) at_rest(eval(bquote(
    svyglm(.(reformulate(terms, "y")), design = part, family = quasibinomial(), control = to_the_end, etastart = .eta))))
  part$variables$.eta <- at_rest(svyglm(reformulate(names, "y"), design = part, family = quasibinomial()))$linear.predictors
  part$variables$.eta <- fit_of(names)$linear.predictors
  fit <- fit_of(names)
  interval <- exp(confint(fit))
  for (name in names) {
    levels <- levels(part$variables[[name]])
    rest <- setdiff(names, name)
    means <- at_rest(svypredmeans(fit_of(if (length(rest)) rest else "1"), as.formula(paste0("~", name)), predictat = factor(levels, levels)))
    for (at in 2:length(levels)) {
      row <- models[models$model == id & models$term == name & models$category == level_of(name, levels[at]), ]
      stopifnot(nrow(row) == 1, row$status == "published")
      term <- paste0(name, levels[at])
      contrast <- rep(0, length(levels))
      contrast[c(1, at)] <- c(-1, 1)
      effect <- svycontrast(means, contrast)
      reach <- qt(0.975, fit$df.residual) * SE(effect)[[1]]
      same(row, "odds_ratio", exp(coef(fit)[[term]]))
      same(row, "ci_low", interval[term, 1])
      same(row, "ci_high", interval[term, 2])
      same(row, "p_value", 2 * pt(-abs(coef(fit)[[term]] / SE(fit)[[term]]), fit$df.residual))
      same(row, "marginal_effect", coef(effect)[[1]])
      same(row, "me_low", coef(effect)[[1]] - reach)
      same(row, "me_high", coef(effect)[[1]] + reach)
      if (abs(row$base - sum(inside)) > 2.5) complain(row, "base", sum(inside), row$base)
      fitted_models <- fitted_models + 1
    }
  }
}
cat(sprintf("%d comparisons, %d associations and %d levels of models compared with R\n",
  length(comparisons), length(associations), fitted_models))
if (length(comparisons) == 0 || length(associations) == 0) quit(status = 1)

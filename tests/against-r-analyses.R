# The other tables of a release, compared row by row. Sourced by against-r.R, with what it has made.

# Fits from where a first fit ended: R's covariance is that of the step before the last.
to_the_end <- glm.control(epsilon = 1e-16, maxit = 40)
at_rest <- function(fit) withCallingHandlers(fit, warning = function(w) {
  if (grepl("did not converge|zero weight", conditionMessage(w))) invokeRestart("muffleWarning")
})
w <- weights(design)
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

# Each group beside the rest of its base: the difference of two ratios. Every 40th by svyglm itself, which is slow.
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
  p_value
}
comparisons <- shown(table_of("comparisons"))
p_values <- c()
for (i in seq_along(comparisons)) {
  row <- comparisons[[i]]
  p_values <- c(p_values, if (row$group != "overall") compare(row, i %% 40 != 1) else {
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

# A level as the files name it.
level_of <- function(item, option) ifelse(grepl("[0-9]", option), paste0(item, "_", gsub("-", "_", option)), option)
models <- table_of("models")
declared <- setNames(reporting$models, sapply(reporting$models, `[[`, "id"))
# In the order of the questionnaire, which decides the reference.
asked <- unlist(lapply(instrument$sections, `[[`, "items"), recursive = FALSE)
scaled <- function(id) {
  item <- c(Filter(function(one) one$id == id, asked), Filter(function(one) one$id == id, instrument$derived))[[1]]
  options <- if (!is.null(item$scale)) instrument$scales[[item$scale]] else item$options
  sapply(options, function(option) if (is.list(option)) option$id else option)
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

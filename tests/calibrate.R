# Weights as the program makes them, by R's survey package. For other scripts to source.
# A margin: list(item, categories = list of (id, options, people), coarser = list(id, groups = list of (id, categories))).
suppressPackageStartupMessages(library(survey))

# A margin with a category for each of its larger groups.
coarse <- function(margin) {
  groups <- lapply(margin$coarser$groups, function(group) {
    taken <- Filter(function(category) category$id %in% unlist(group$categories), margin$categories)
    list(
      id = group$id, options = unlist(lapply(taken, function(category) category$options)),
      people = sum(vapply(taken, function(category) as.numeric(category$people), 0)))
  })
  list(item = margin$coarser$id, asked = margin$item, categories = groups)
}

# All margins; then, from the last on, its larger groups instead, and the others without it. The first stays.
plans <- function(margins) {
  all <- list(margins)
  for (last in rev(seq_along(margins)[-1])) {
    if (!is.null(margins[[last]]$coarser)) all <- c(all, list(c(margins[-last], list(coarse(margins[[last]])))))
    margins <- margins[-last]
    all <- c(all, list(margins))
  }
  all
}

# The margin's categories among the respondents, and the part of the sample that each is to have. Known categories share
# what the unknown ones leave, in proportion to their people.
margin_of <- function(margin, options, total) {
  option <- options[[if (is.null(margin$asked)) margin$item else margin$asked]]
  category <- paste0("?", option)
  people <- c()
  for (known in margin$categories) {
    category[option %in% unlist(known$options)] <- known$id
    people[known$id] <- known$people
  }
  here <- people[names(people) %in% category]
  unknown <- table(category[!category %in% names(people)]) / length(category)
  list(
    values = factor(category, c(names(here), names(unknown))),
    shares = c(here / sum(here) * (1 - sum(unknown)), unknown),
    coverage = if (length(here)) sum(here) / total else 1,
    empty = setdiff(names(people), names(here)))
}

try_weights <- function(margins, options, total) {
  items <- vapply(margins, function(margin) margin$item, "")
  found <- setNames(lapply(margins, margin_of, options, total), items)
  covered <- total * prod(vapply(found, function(margin) margin$coverage, 0))
  data <- data.frame(lapply(found, function(margin) margin$values))
  data$start <- covered / nrow(data)
  # A factor of one level makes no contrasts: everybody is in it, so that it asks for nothing.
  used <- items[vapply(found, function(margin) nlevels(margin$values) > 1, TRUE)]
  population <- c("(Intercept)" = covered)
  for (item in used) {
    totals <- covered * found[[item]]$shares[levels(data[[item]])][-1]
    population <- c(population, setNames(totals, paste0(item, names(totals))))
  }
  design <- svydesign(ids = ~1, weights = ~start, data = data)
  calibrated <- function(...) tryCatch(
    suppressWarnings(calibrate(
      design, if (length(used)) reformulate(used) else ~1, population, epsilon = 1e-12, maxit = 1000, ...)),
    error = function(fault) NULL)
  result <- list(margins = items, empty = lapply(found, function(margin) margin$empty))
  result$method <- "raking"
  result$design <- calibrated(calfun = "raking")
  if (is.null(result$design)) return(NULL)
  relative <- weights(result$design) / mean(weights(result$design))
  if (min(relative) < 0.2 || max(relative) > 5) {
    result$method <- "bounded"
    result$design <- calibrated(calfun = "logit", bounds = c(0.2, 5))
    if (is.null(result$design)) return(NULL)
  }
  result
}

# options: by item, the option that each respondent chose.
weigh <- function(margins, options, total) {
  for (plan in plans(margins)) {
    result <- try_weights(plan, options, total)
    if (!is.null(result)) return(result)
  }
  stop("no weights within the bounds")
}

kish <- function(w) sum(w)^2 / sum(w^2)

# Korn and Graubard's interval where nobody or everybody said yes.
exact_interval <- function(everybody, size) {
  bound <- qbeta(0.975, 1, size)
  if (everybody) c(1 - bound, 1) else c(0, bound)
}

# The reference figures: R's survey package on the files beside this script. Rscript figures.R writes figures.json.
suppressPackageStartupMessages(library(survey))
options(survey.lonely.psu = "fail", digits = 17, warn = 1)

json <- function(x) {
  if (is.list(x)) {
    return(paste0("{", paste0('"', names(x), '": ', vapply(x, json, ""), collapse = ", "), "}"))
  }
  if (is.character(x)) return(paste0('"', x, '"'))
  text <- ifelse(is.finite(x), formatC(as.numeric(x), digits = 17, format = "g"), "null")
  if (length(x) == 1) text else paste0("[", paste(text, collapse = ", "), "]")
}
read <- function(name) read.csv(name, stringsAsFactors = FALSE, na.strings = "")

# Shares with logit intervals, for each value of a column; `design` may be a part.
shares <- function(design, column) {
  values <- sort(unique(na.omit(design$variables[[column]])))
  result <- lapply(values, function(value) {
    design$variables$flag <- as.numeric(design$variables[[column]] == value)
    part <- subset(design, !is.na(flag))
    mean <- svymean(~flag, part)
    df <- degf(part)
    logit <- svyciprop(~flag, part, method = "xlogit", df = df)
    list(value = coef(mean)[[1]], se = SE(mean)[[1]], ci = as.numeric(confint(logit)), df = df)
  })
  names(result) <- values
  result
}
total <- function(design, column) {
  found <- svytotal(as.formula(paste0("~", column)), design)
  list(value = coef(found)[[1]], se = as.numeric(SE(found)),
    ci = as.numeric(confint(found, df = degf(design))))
}
ratio <- function(design, above, below) {
  found <- svyratio(as.formula(paste0("~", above)), as.formula(paste0("~", below)), design)
  list(value = coef(found)[[1]], se = as.numeric(SE(found)),
    ci = as.numeric(confint(found, df = degf(design))))
}
test <- function(design, formula) {
  found <- svychisq(formula, design, statistic = "F")
  list(f = found$statistic[[1]], ndf = found$parameter[[1]], ddf = found$parameter[[2]], p = found$p.value[[1]])
}
all_of <- function(design) {
  both <- subset(design, !is.na(cooperates))
  list(shares = shares(design, "segment"), total = total(design, "turnover"), ratio = ratio(design, "turnover", "emp"),
    rao_scott = test(both, ~cooperates + innovates), rao_scott_5x2 = test(both, ~segment + cooperates))
}

firms <- read("firms.csv")
designs <- list(
  weights = svydesign(~1, weights = ~weight, data = firms),
  strata = svydesign(~1, strata = ~stratum, weights = ~weight, data = firms),
  strata_fpc = svydesign(~1, strata = ~stratum, weights = ~weight, fpc = ~fpc_firms, data = firms),
  clusters = svydesign(~psu, strata = ~stratum, weights = ~weight, data = firms),
  clusters_fpc = svydesign(~psu, strata = ~stratum, weights = ~weight, fpc = ~fpc_units, data = firms)
)
figures <- lapply(designs, all_of)
figures$domain <- all_of(subset(designs$clusters_fpc, emp >= 10 & emp <= 100))
figures$domain_strata <- all_of(subset(designs$strata_fpc, emp >= 10 & emp <= 100 & sector == "ind"))

# A stratum with one unit, under each rule.
single <- read("single_unit.csv")
lonely <- svydesign(~psu, strata = ~stratum, weights = ~weight, fpc = ~fpc_units, data = single)
figures$single_unit <- list()
for (rule in c("certainty", "adjust", "average")) {
  options(survey.lonely.psu = rule)
  figures$single_unit[[rule]] <- list(shares = shares(lonely, "segment"), ratio = ratio(lonely, "turnover", "emp"),
    rao_scott = test(subset(lonely, !is.na(cooperates)), ~cooperates + innovates))
  if (rule != "adjust") figures$single_unit[[rule]]$total <- total(lonely, "turnover")
}
options(survey.lonely.psu = "fail")

# Replicate weights that R made. Those of the bootstrap go to a file too.
jkn <- as.svrepdesign(designs$clusters_fpc, type = "JKn")
jk1 <- as.svrepdesign(svydesign(~psu, weights = ~weight, data = firms), type = "JK1")
set.seed(20164)
boot <- as.svrepdesign(designs$clusters, type = "subbootstrap", replicates = 40)
# A row a unit, a column a replicate: the factor that the weights of the unit's firms are multiplied by.
factors <- round(weights(boot, "analysis") / firms$weight, 10)[!duplicated(firms$psu), ]
colnames(factors) <- paste0("r", seq_len(ncol(factors)))
write.csv(data.frame(psu = unique(firms$psu), factors), "bootstrap_factors.csv", row.names = FALSE, quote = FALSE)
repeated <- function(design) {
  list(shares = shares(design, "segment"), total = total(design, "turnover"), ratio = ratio(design, "turnover", "emp"),
    rao_scott = test(subset(design, !is.na(cooperates)), ~cooperates + innovates))
}
figures$jkn <- repeated(jkn)
figures$jk1 <- repeated(jk1)
figures$bootstrap <- c(list(scale = boot$scale), repeated(boot))
figures$jkn_domain <- list(shares = shares(subset(jkn, emp <= 100), "segment"))
halves <- svydesign(~psu, strata = ~stratum, weights = ~weight, data = read("halves.csv"))
brr <- as.svrepdesign(halves, type = "BRR")
figures$brr <- list(total = total(brr, "emp"), replicates = ncol(weights(brr, "analysis")))

# Fitting to margins. R's rake() works out its errors otherwise than Deville and Särndal (1992) do, whom its calibrate()
# follows. calibrate() needs another package, so their estimator is written out: weighted residuals, then svyrecvar().
sizes <- data.frame(size = c("small", "medium", "large"), Freq = c(2500, 760, 110))
sectors <- data.frame(sector = c("ind", "dienst"), Freq = c(1400, 1970))
posted <- postStratify(designs$clusters_fpc, ~size, sizes)
figures$post_stratified <- list(weights = as.numeric(weights(posted))[1:5], shares = shares(posted, "segment"),
  total = total(posted, "turnover"), ratio = ratio(posted, "turnover", "emp"),
  domain = shares(subset(posted, emp <= 100), "segment"))
design <- designs$clusters_fpc
swept <- rake(design, list(~size, ~sector), list(sizes, sectors), control = list(maxit = 500, epsilon = 1e-13))
residual_error <- function(influence) {
  left <- residuals(lm(influence ~ size + sector, data = firms, weights = weights(design)))
  sqrt(svyrecvar(left * weights(swept), design$cluster, design$strata, design$fpc)[1])
}
w <- weights(swept)
koploper <- as.numeric(firms$segment == "koploper")
share <- sum(w * koploper) / sum(w)
quotient <- sum(w * firms$turnover) / sum(w * firms$emp)
figures$raked <- list(weights = as.numeric(w)[1:5],
  koploper = list(value = share, se = residual_error((koploper - share) / sum(w))),
  total = list(value = sum(w * firms$turnover), se = residual_error(firms$turnover)),
  ratio = list(value = quotient, se = residual_error((firms$turnover - quotient * firms$emp) / sum(w * firms$emp))),
  koploper_by_rake = shares(swept, "segment")$koploper)
# Raking with bounds: factors are exp(x'b) held between them, and b solves the margins (Newton's method).
bounds <- c(0.975, 1.12)
x <- model.matrix(~ factor(size, c("small", "medium", "large")) + factor(sector, c("ind", "dienst")), firms)
wanted <- c(3370, 760, 110, 1970)
b <- rep(0, 4)
for (step in 1:200) {
  free <- exp(as.vector(x %*% b))
  held <- pmin(pmax(free, bounds[1]), bounds[2])
  moving <- free > bounds[1] & free < bounds[2]
  short <- wanted - colSums(x * held * firms$weight)
  if (max(abs(short)) < 1e-10) break
  b <- b + qr.solve(crossprod(x, x * (held * firms$weight * moving)), short)
}
stopifnot(max(abs(short)) < 1e-8, any(held == bounds[1]), any(held == bounds[2]))
figures$raked_in_bounds <- list(bounds = bounds, smallest = min(held), largest = max(held),
  at_bounds = sum(held == bounds[1] | held == bounds[2]), weights = (held * firms$weight)[c(1, 41, 81, 121, 161, 201)])

# Table 1: does cooperation go with innovation? Beside the design-based test the one that reports print.
table1 <- read("../../../examples/synthetic-cooperation.csv")
design <- svydesign(~1, strata = ~stratum, weights = ~weight, fpc = ~fpc, data = table1)
rows_of <- function(column) {
  lapply(c(yes = "yes", no = "no"), function(value) {
    part <- design[design$variables[[column]] == value, ]
    shares(part, "innovation")
  })
}
plain <- function(column) {
  found <- chisq.test(table(table1[[column]], table1$innovation), correct = FALSE)
  list(x2 = found$statistic[[1]], df = found$parameter[[1]], p = found$p.value)
}
weighted_as_counts <- function(column) {
  counts <- svytable(as.formula(paste0("~", column, "+innovation")), design, Ntotal = nrow(table1))
  found <- suppressWarnings(chisq.test(counts, correct = FALSE))
  list(x2 = found$statistic[[1]], df = found$parameter[[1]], p = found$p.value)
}
figures$table1 <- lapply(c(universities = "universities", suppliers = "suppliers"), function(column) {
  list(rows = rows_of(column), rao_scott = test(design, as.formula(paste0("~", column, "+innovation"))),
    pearson_unweighted = plain(column), pearson_on_weighted_counts = weighted_as_counts(column))
})

# Tails and quantiles.
figures$distributions <- list(
  t = list(p = c(0.6, 0.95, 0.975, 0.995), df = c(1, 3, 24, 19940),
    value = as.numeric(outer(c(0.6, 0.95, 0.975, 0.995), c(1, 3, 24, 19940), qt))),
  f = list(x = c(0.2, 1, 4, 30), ndf = c(1, 3.7, 1, 2), ddf = c(24, 88.8, 19940, 50),
    value = pf(c(0.2, 1, 4, 30), c(1, 3.7, 1, 2), c(24, 88.8, 19940, 50), lower.tail = FALSE)),
  chi2 = list(x = c(0.1, 3.84, 25, 400), df = c(1, 1, 4, 3), value = pchisq(c(0.1, 3.84, 25, 400), c(1, 1, 4, 3), lower.tail = FALSE)),
  beta = list(p = c(0.025, 0.975), a = c(40.5, 1), b = c(1, 40.5), value = qbeta(c(0.025, 0.975), c(40.5, 1), c(1, 40.5)))
)

header <- list(made_with = list(r = as.character(getRversion()), survey = as.character(packageVersion("survey"))))
text <- paste0("{\n", paste0('"', names(c(header, figures)), '": ', vapply(c(header, figures), json, ""), collapse = ",\n"), "\n}\n")
cat(text, file = "figures.json")

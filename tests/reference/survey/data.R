# The files of synthetic firms that the figures are made from. No row is a firm.
# Rscript data.R, in this folder; the seeds are fixed, so the files come out the same with any R from 3.6.
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
write <- function(data, name) write.csv(data, name, row.names = FALSE, quote = FALSE, na = "")

# 240 firms in 6 strata (sector by size), 5 sampling units a stratum, 8 firms a unit.
set.seed(20161)
strata <- data.frame(
  stratum = c("ind-s", "ind-m", "ind-l", "dienst-s", "dienst-m", "dienst-l"),
  fpc_units = c(60, 40, 7, 90, 30, 5),
  fpc_firms = c(900, 420, 60, 1500, 380, 40)
)
firms <- merge(expand.grid(firm = 1:8, unit = 1:5, stratum = strata$stratum), strata)
firms <- firms[order(match(firms$stratum, strata$stratum), firms$unit, firms$firm), ]
firms$psu <- paste0(firms$stratum, "-", firms$unit)
pull <- rnorm(30, sd = 0.8)[match(firms$psu, unique(firms$psu))]
firms$weight <- round(firms$fpc_firms / 40 * runif(nrow(firms), 0.7, 1.3), 3)
small <- grepl("-s$", firms$stratum)
large <- grepl("-l$", firms$stratum)
firms$emp <- ifelse(small, sample(10:49, nrow(firms), TRUE),
  ifelse(large, sample(250:900, nrow(firms), TRUE), sample(50:249, nrow(firms), TRUE)))
firms$turnover <- round(firms$emp * exp(rnorm(nrow(firms), 5, 0.6)))
chance <- plogis(-0.4 + 0.8 * large + pull)
firms$cooperates <- ifelse(runif(nrow(firms)) < plogis(-0.8 + 0.7 * pull), "yes", "no")
firms$innovates <- ifelse(runif(nrow(firms)) < plogis(qlogis(chance) + 0.9 * (firms$cooperates == "yes")), "yes", "no")
layers <- c("koploper", "ontwikkelaar", "toepasser", "volger", "niet_innovatief")
draw <- runif(nrow(firms)) + 0.15 * pull - 0.2 * (firms$innovates == "yes")
firms$segment <- as.character(cut(draw, c(-Inf, 0.10, 0.28, 0.45, 0.62, Inf), labels = layers))
firms$size <- ifelse(small, "small", ifelse(large, "large", "medium"))
firms$sector <- sub("-.*", "", firms$stratum)
firms$cooperates[sample(nrow(firms), 9)] <- NA
write(firms[, c("stratum", "psu", "weight", "fpc_units", "fpc_firms", "size", "sector", "emp", "turnover",
  "cooperates", "innovates", "segment")], "firms.csv")

# The same without all but one unit of a stratum.
write(firms[!(firms$stratum == "dienst-m" & firms$unit > 1), c("stratum", "psu", "weight", "fpc_units", "turnover",
  "emp", "size", "cooperates", "innovates", "segment")], "single_unit.csv")

# Two units in each of 7 strata, for balanced halves.
set.seed(20162)
halves <- expand.grid(firm = 1:6, unit = 1:2, stratum = letters[1:7])
halves$psu <- paste0(halves$stratum, halves$unit)
halves$weight <- round(runif(nrow(halves), 5, 25), 2)
halves$innovates <- ifelse(runif(nrow(halves)) < 0.45, "yes", "no")
halves$emp <- sample(10:100, nrow(halves), TRUE)
write(halves[, c("stratum", "psu", "weight", "innovates", "emp")], "halves.csv")

# 1,077 firms as in table 1 of the report: who works with suppliers, and who brought a new product or service.
# Weighted on sector and size with weights that differ much, so that the unweighted test tells another story.
set.seed(20163)
n <- 1077
cell <- data.frame(
  stratum = paste0("s", 1:12),
  share = c(0.16, 0.14, 0.10, 0.09, 0.09, 0.08, 0.08, 0.07, 0.06, 0.05, 0.04, 0.04),
  size = c(8200, 5200, 2100, 900, 5600, 2400, 620, 260, 1500, 480, 150, 60)
)
drawn <- sample(12, n, TRUE, cell$share)
counts <- tabulate(drawn, 12)
table1 <- data.frame(stratum = cell$stratum[drawn])
table1$fpc <- cell$size[drawn]
table1$weight <- round(cell$size[drawn] / counts[drawn], 6)
level <- scale(log(cell$size))[drawn]
table1$universities <- ifelse(runif(n) < plogis(-1.6 - 0.5 * level), "yes", "no")
table1$suppliers <- ifelse(runif(n) < plogis(-0.5 - 0.6 * level), "yes", "no")
table1$innovation <- ifelse(runif(n) < plogis(-0.25 - 0.35 * level + 0.9 * (table1$universities == "yes")
  + 0.10 * (table1$suppliers == "yes")), "yes", "no")
write(table1, "../../../examples/synthetic-cooperation.csv")

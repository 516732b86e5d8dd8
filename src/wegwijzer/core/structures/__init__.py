"""Who does what: structures by domain, sector, province and step, and who took over from whom."""

# Every file of a release that has the rows of estimates.csv, read by a reader of its own, against the rows compared with R.
# Run by against-r.R, after it.
compared_files <- 0
same_as_rows <- function(name, read) {
  shared <- setdiff(names(rows), if (all(is.na(read$denominator))) "denominator")
  read <- as.data.frame(lapply(read[shared], as.vector), stringsAsFactors = FALSE)
  if (!isTRUE(all.equal(read, rows[shared], tolerance = 1e-12))) {
    cat(sprintf("%s: %s\n", name, paste(all.equal(read, rows[shared], tolerance = 1e-12), collapse = "; ")))
    worst <<- worst + 1
  }
  compared_files <<- compared_files + 1
}
for (format in c("xlsx", "jsonstat", "sdmx"))
  same_as_rows(format, read.csv(file.path(files[3], paste0("read-", format, ".csv")), stringsAsFactors = FALSE))
same_as_rows("read.R", source(file.path(files[3], "read.R"), encoding = "UTF-8")$value$estimates)
for (file in list.files(files[3], "^estimates\\.[a-z-]+\\.csv$", full.names = TRUE)) {
  read <- read.csv2(file, fileEncoding = "UTF-8-BOM", stringsAsFactors = FALSE)
  read$denominator <- NA
  same_as_rows(basename(file), read)
}
same_as_rows("all-waves.csv", read.csv(file.path(files[3], "all-waves.csv"), stringsAsFactors = FALSE))
cat(sprintf("%d more files with these %d rows\n", compared_files, nrow(rows)))
if (compared_files < 6) quit(status = 1)

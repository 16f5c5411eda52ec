// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/commandline/interruption.h"
#include "app/commandline/progressline.h"
#include "app/commandline/rowcomplaints.h"
#include "models/exchange/batchcomposer.h"
#include "models/exchange/importreader.h"

#include <filesystem>

namespace desk {

class SessionBuilder;

struct ImportRunOptions
{
    std::string session;
    std::string file; // - = stdin
    std::optional<ExchangeFormat> format;
    PointReaderOptions reading;
    bool append = false;
    bool force = false;
    bool json = false;
};

// One call of `constellation import`. A new session appears whole or not at all. On the main thread.
class ImportRun
{
public:
    explicit ImportRun(ImportRunOptions options);
    ~ImportRun();

    // The program's exit code; everything is said by then.
    int run();

private:
    Result<void> open();
    Result<void> build(std::uint64_t after);
    Result<void> read(ImportReader &reader, BatchComposer &composer);
    Result<void> take(ImportReader &reader, BatchComposer &composer);
    Result<bool> readPiece(ImportReader &reader);
    Result<void> describe(SessionBuilder &builder) const;
    Result<std::uint64_t> lastNumber() const;
    Result<void> putInPlace() const;
    void removePart() const;
    void sumUp() const;
    void printJson() const;

    ImportRunOptions m_options;
    std::filesystem::path m_part; // where the session is made; its own place with --append
    Interruption m_interruption;
    mutable ProgressLine m_line;
    int m_file = -1;
    bool m_isRegular = false;
    std::uint64_t m_size = 0;
    std::uint64_t m_read = 0;
    std::string m_piece;
    RowComplaints m_skipped;
    BatchComposer::Totals m_totals;
    std::uint64_t m_duplicates = 0; // values that were known already
    std::vector<std::string> m_notes;
    std::optional<ExchangeFormat> m_format; // what it was
};

} // namespace desk

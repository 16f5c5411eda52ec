// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

#include <memory>

class QIODevice;
class QLabel;
class QTableWidget;

namespace desk {

class ChartContent;
class CsvExport;

// What a chart shows at this moment as a table, for those who cannot see the curves or want the figures: the
// rows of its CSV export, the first ones where they are too many, those of recordings as they are read.
// Deletes itself. GUI thread.
class ChartTable final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartTable)

public:
    static constexpr int mostRows = 5'000;

    // The content is read until isRead(), or until abandon() is called, which must be before it goes.
    ChartTable(const ChartContent &content, QWidget *window);
    ~ChartTable() override;

    [[nodiscard]] bool isRead() const { return !m_export; }
    void abandon();

    // The cells of a line of RFC 4180 without line breaks in them.
    [[nodiscard]] static QStringList cells(const QString &line);

private:
    class Lines;
    void fill();

    std::unique_ptr<Lines> m_lines;
    std::unique_ptr<CsvExport> m_export; // null = there is nothing more to come
    QTableWidget *m_table = nullptr;
    QLabel *m_count = nullptr;
};

} // namespace desk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace desk {

class ChartContent;

// What a chart shows at this moment as a table, for those who cannot see the curves or want the figures: the
// rows of its CSV export, the first ones where they are too many. Deletes itself. GUI thread.
class ChartTable final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChartTable)

public:
    static constexpr int mostRows = 5'000;

    ChartTable(const ChartContent &content, QWidget *window);

    // The cells of a line of RFC 4180 without line breaks in them.
    [[nodiscard]] static QStringList cells(const QString &line);
};

} // namespace desk

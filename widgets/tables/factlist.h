// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QGridLayout;
class QLabel;

namespace desk {

class ElidedLabel;
class Theme;

// Names and values below one another; a value that has no room is cut and told by its tooltip. GUI thread.
class FactList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactList)

public:
    explicit FactList(const Theme &theme, QWidget *parent = nullptr);

    // An empty value hides the row.
    void setFact(int row, const QString &name, const QString &value, const QString &tip = {});
    // Rows from there on say nothing.
    void clearFrom(int row);
    [[nodiscard]] QString value(int row) const;
    [[nodiscard]] QString name(int row) const;
    // How many rows say something.
    [[nodiscard]] int count() const;

private:
    struct Row
    {
        QLabel *name = nullptr;
        ElidedLabel *value = nullptr;
    };
    void applyTheme();

    const Theme &m_theme;
    QGridLayout *m_grid = nullptr;
    QList<Row> m_rows;
};

} // namespace desk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/links/linktrial.h"

#include <QWidget>

#include <map>

class QLabel;
class QLineEdit;
class QTableWidget;

namespace desk {

class Theme;

// What the values are called: node, name and unit of each field, and limits of its own. GUI thread.
class FieldsPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FieldsPage)

public:
    explicit FieldsPage(const Theme &theme, QWidget *parent = nullptr);

    void setNames(const QString &link, const QString &node);
    [[nodiscard]] QString link() const;
    [[nodiscard]] QString node() const;
    // What a definition names, before anything comes.
    void setDecoder(const DecoderDefinition &decoder);
    // What came, with what was named before; new fields come below.
    void setFields(const std::vector<LinkTrial::SeenField> &fields);
    // Into the decoder: names, units, limits, what is left out. An error names the field.
    Result<void> apply(DecoderDefinition &decoder) const;
    // The metrics that are kept, in their order.
    [[nodiscard]] QStringList metrics() const;
    [[nodiscard]] QTableWidget &table() { return *m_table; }
    void retranslate();

Q_SIGNALS:
    void changed();

private:
    enum FieldColumn : int {
        sourceColumn,
        nameColumn,
        unitColumn,
        valueColumn,
        lowColumn,
        highColumn,
        columnTotal
    };
    int addRow(const std::string &source, const std::string &name, const std::string &unit, bool isNumber);
    [[nodiscard]] QString cell(int row, int column) const;

    const Theme &m_theme;
    QLineEdit *m_link = nullptr;
    QLineEdit *m_node = nullptr;
    QLabel *m_linkLabel = nullptr;
    QLabel *m_nodeLabel = nullptr;
    QTableWidget *m_table = nullptr;
    std::map<std::string, int> m_rows; // by source
};

} // namespace desk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/network/networkpage.h"
#include "widgets/network/whatifquery.h"

#include <functional>

class QPushButton;
class QSplitter;

namespace desk {

class ResultTable;

// What would be lost if some nodes and links failed. They are switched off in a copy; the live state stays as
// it is, and a band says so. GUI thread.
class WhatIfPage final : public NetworkPage
{
    Q_OBJECT

public:
    explicit WhatIfPage(const NetworkContext &context, QWidget *parent = nullptr);

    // Routes whose fate is told, asked for each time.
    void setWatched(std::function<std::vector<NamedRoute>()> watched) { m_watched = std::move(watched); }
    // Once; the last one is undone first.
    void switchOff(const NamedOutage &item);
    void undo();
    void clear();
    [[nodiscard]] const std::vector<NamedOutage> &items() const { return m_items; }
    [[nodiscard]] const std::shared_ptr<const WhatIfReply> &reply() const { return m_reply; }

    void showNodes() override;
    void retranslate() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString meaning() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    AnalysisRunner::Work work(const LinkFiguresPtr &figures) override;

private:
    void buildControls();
    void paintBand();
    void addNamed();
    void addSelected();
    void itemsChanged();
    void showItems();
    void show(std::shared_ptr<const WhatIfReply> reply);
    void markOutage();
    [[nodiscard]] std::vector<ResultRow> rows() const;
    [[nodiscard]] static QString nameOf(const NamedOutage &item);

    std::function<std::vector<NamedRoute>()> m_watched;
    std::vector<NamedOutage> m_items;
    QLabel *m_band = nullptr;
    NodeField *m_node = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_addSelected = nullptr;
    QToolButton *m_undo = nullptr;
    QToolButton *m_clear = nullptr;
    QSplitter *m_tables = nullptr;
    ResultTable *m_off = nullptr;
    ResultTable *m_lost = nullptr;
    std::shared_ptr<const WhatIfReply> m_reply;
};

} // namespace desk

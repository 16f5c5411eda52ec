// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/betweenness.h"
#include "widgets/network/networkpage.h"

class QStackedWidget;

namespace desk {

class ResultTable;

// Over which nodes and links most shortest ways lead. GUI thread.
class BetweennessPage final : public NetworkPage
{
    Q_OBJECT

public:
    explicit BetweennessPage(const NetworkContext &context, QWidget *parent = nullptr);

    void retranslate() override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString meaning() const override;
    [[nodiscard]] QJsonObject saveState() const override;
    void restoreState(const QJsonObject &state) override;

protected:
    AnalysisRunner::Work work(const LinkFiguresPtr &figures) override;

private:
    struct Findings
    {
        TopologySnapshotPtr fleet;
        Timestamp time{};
        Betweenness values;
    };
    void show(std::shared_ptr<const Findings> findings);
    [[nodiscard]] std::vector<ResultRow> rows(bool links) const;

    QComboBox *m_measure = nullptr;
    QComboBox *m_what = nullptr;
    QStackedWidget *m_tables = nullptr;
    ResultTable *m_nodes = nullptr;
    ResultTable *m_links = nullptr;
    std::shared_ptr<const Findings> m_findings;
};

} // namespace desk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/components.h"
#include "models/network/singlepoints.h"
#include "widgets/network/networkpage.h"

class QStackedWidget;

namespace desk {

class ResultTable;

// Nodes and links whose loss divides the network, the parts it is in, and what has lost the ground. GUI
// thread.
class WeakPointsPage final : public NetworkPage
{
    Q_OBJECT

public:
    explicit WeakPointsPage(const NetworkContext &context, QWidget *parent = nullptr);

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
        SinglePoints points;
        Components parts;
        std::vector<std::uint32_t> cutOff;
    };
    void show(std::shared_ptr<const Findings> findings);
    void markAll();
    [[nodiscard]] std::vector<ResultRow> pointRows() const;
    [[nodiscard]] std::vector<ResultRow> partRows() const;
    [[nodiscard]] std::vector<ResultRow> cutOffRows() const;

    QComboBox *m_what = nullptr;
    QStackedWidget *m_tables = nullptr;
    ResultTable *m_points = nullptr;
    ResultTable *m_parts = nullptr;
    ResultTable *m_cutOff = nullptr;
    std::shared_ptr<const Findings> m_findings;
};

} // namespace desk

// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/network/maximumflow.h"
#include "widgets/network/networkpage.h"

namespace desk {

class ResultTable;

// The most that can flow to the ground at the same time, or between the ground and one node, and the
// narrowest place on the way. GUI thread.
class FlowPage final : public NetworkPage
{
    Q_OBJECT

public:
    explicit FlowPage(const NetworkContext &context, QWidget *parent = nullptr);

    void showNodes() override;
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
        LinkFiguresPtr figures;
        QString node; // name; empty = all satellites
        FlowUnit unit = FlowUnit::capacity;
        CapacityKind capacity = CapacityKind::whole;
        Network network;
        Result<MaximumFlow> flow;
    };
    static std::shared_ptr<const Findings> find(const LinkFiguresPtr &figures, const QString &node,
                                                FlowUnit unit, CapacityKind capacity);
    void buildControls();
    void show(std::shared_ptr<const Findings> findings);
    void showNothing(const QString &why);
    void markFlow();
    void nameFlow(); // the column
    [[nodiscard]] std::vector<ResultRow> rows() const;
    [[nodiscard]] QString amount(double value) const;
    [[nodiscard]] bool isOfOneNode() const;

    QComboBox *m_between = nullptr;
    NodeField *m_node = nullptr;
    QComboBox *m_unit = nullptr;
    QComboBox *m_capacity = nullptr;
    ResultTable *m_table = nullptr;
    std::shared_ptr<const Findings> m_findings;
};

} // namespace desk

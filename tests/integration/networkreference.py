#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""networkreference.py < QUESTIONS > ANSWERS: graph questions answered by networkx, JSON both ways.

A question: {"nodes": n, "links": [[a, b, latency, capacity], ...] (no two between the same nodes),
"ground": [node, ...], "pairs": [[from, to], ...], "flows": [node, ...], "alternatives": k,
"betweenness": whether it is asked for}.
"""
import itertools
import json
import sys

import networkx


def widest(tree, source, target):
    """Capacity of the narrowest link on the way through a maximum spanning tree."""
    if not networkx.has_path(tree, source, target):
        return None
    path = networkx.shortest_path(tree, source, target)
    return min(tree[a][b]['capacity'] for a, b in zip(path, path[1:]))


def shortest(graph, source, target, weight):
    try:
        return networkx.shortest_path_length(graph, source, target, weight=weight)
    except networkx.NetworkXNoPath:
        return None


def alternatives(graph, source, target, weight, count):
    try:
        paths = itertools.islice(networkx.shortest_simple_paths(graph, source, target, weight=weight), count)
        return [sum(graph[a][b][weight] if weight else 1 for a, b in zip(path, path[1:])) for path in paths]
    except networkx.NetworkXNoPath:
        return []


def flow(graph, source, ground, capacity):
    directed = networkx.DiGraph()
    directed.add_nodes_from([source, 'ground'])
    for a, b, data in graph.edges(data=True):
        directed.add_edge(a, b, capacity=data[capacity])
        directed.add_edge(b, a, capacity=data[capacity])
    for node in ground:
        directed.add_edge(node, 'ground')  # without a limit
    return networkx.maximum_flow_value(directed, source, 'ground')


def answer(question):
    graph = networkx.Graph()
    graph.add_nodes_from(range(question['nodes']))
    for a, b, latency, capacity in question['links']:
        graph.add_edge(a, b, latency=latency, capacity=capacity, one=1)
    tree = networkx.maximum_spanning_tree(graph, weight='capacity')
    count = question['alternatives']
    ground = [node for node in question['ground'] if node in graph]
    result = {
        'latency': [shortest(graph, a, b, 'latency') for a, b in question['pairs']],
        'hops': [shortest(graph, a, b, None) for a, b in question['pairs']],
        'capacity': [widest(tree, a, b) for a, b in question['pairs']],
        'alternatives': [alternatives(graph, a, b, 'latency', count) for a, b in question['pairs'][:4]],
        'alternatives_hops': [alternatives(graph, a, b, None, count) for a, b in question['pairs'][:4]],
        'components': sorted(sorted(part) for part in networkx.connected_components(graph)),
        'articulation_points': sorted(networkx.articulation_points(graph)),
        'bridges': sorted(sorted(link) for link in networkx.bridges(graph)),
        'flows': [flow(graph, node, ground, 'capacity') for node in question['flows']],
        'cuts': [flow(graph, node, ground, 'one') for node in question['flows']],
    }
    if question['betweenness']:
        for name, weight in (('betweenness', None), ('betweenness_latency', 'latency')):
            values = networkx.betweenness_centrality(graph, normalized=True, weight=weight)
            result[name] = [values[node] for node in range(question['nodes'])]
        links = networkx.edge_betweenness_centrality(graph, normalized=True)
        result['betweenness_links'] = [links[(a, b) if (a, b) in links else (b, a)]
                                       for a, b, _, _ in question['links']]
    return result


json.dump([answer(question) for question in json.load(sys.stdin)], sys.stdout)

/** What operators see of the nodes. */
import { Gauge, type Registry } from 'prom-client';
import type { Nodes } from './nodes.ts';

export const measureNodes = (registry: Registry, nodes: Nodes): void => {
  const gauge = new Gauge({
    name: 'samsyn_nodes',
    help: 'Nodes that this one hears, itself included; 0 while the bus is away',
    registers: [registry],
    collect() {
      this.set(nodes.isUp ? nodes.others.length + 1 : 0);
    },
  });
  gauge.set(0);
};

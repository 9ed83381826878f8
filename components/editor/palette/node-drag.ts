/** What a node type is called while it is dragged from the palette. */
export const nodeDragType = 'application/x-switchyard-node'
